import {
  Bot,
  Building2,
  Globe,
  type LucideIcon,
  Mail,
  MessageCircle,
  MessageSquareText,
  Phone,
  Server,
  Share2,
  Smartphone,
  Store,
  Truck,
  Zap,
} from "lucide-react";

const icons: [RegExp, LucideIcon][] = [
  [/mail/, Mail],
  [/^(web|site|online|browser)|website/, Globe],
  [/app|mobile|ios|android/, Smartphone],
  [/phone|call|voice|telefon/, Phone],
  [/bot/, Bot],
  [/chat|whatsapp|messag/, MessageCircle],
  [/sms|text/, MessageSquareText],
  [/store|shop|branch|filiale/, Store],
  [/deliver|courier|post|parcel/, Truck],
  [/social|facebook|instagram/, Share2],
  [/server|system|backoffice|api/, Server],
  [/office|bank/, Building2],
];

/** The icon of a channel; the channel's name always stands beside it. */
export function ChannelIcon({ channel, className }: { channel: string; className?: string }) {
  const Icon = icons.find(([pattern]) => pattern.test(channel.toLowerCase()))?.[1] ?? Zap;
  return <Icon className={className ?? "size-4"} aria-hidden />;
}
