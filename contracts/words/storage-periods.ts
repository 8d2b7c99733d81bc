/** How long something is kept, in days. Without a usual time it is kept for ever unless a workspace says otherwise. */
interface StoragePeriod {
  usual: number | null;
  least: number;
  most: number;
}

/** Ten years. */
const LONGEST = 3650;

/** What a workspace may keep for a limited time, in the order in which it is shown. */
export const storagePeriods = {
  events: { usual: null, least: 1, most: LONGEST },
  feedback: { usual: null, least: 1, most: LONGEST },
  /** Customers of whom nothing was heard. */
  contacts: { usual: null, least: 1, most: LONGEST },
  imports: { usual: null, least: 7, most: LONGEST },
  mail: { usual: null, least: 1, most: LONGEST },
  deliveries: { usual: null, least: 1, most: LONGEST },
  test_events: { usual: 30, least: 1, most: 365 },
  audit: { usual: 730, least: 30, most: LONGEST },
  /** How long a request to erase can be cancelled. Nothing is counted or deleted for it. */
  erasures: { usual: 7, least: 0, most: 90 },
} as const satisfies Record<string, StoragePeriod>;

export type StoredKind = keyof typeof storagePeriods;

export const storedKinds = Object.keys(storagePeriods) as [StoredKind, ...StoredKind[]];

/** What is deleted when its time is over. */
export type ExpiringKind = Exclude<StoredKind, "erasures">;

export const expiringKinds = storedKinds.filter((kind) => kind !== "erasures") as [ExpiringKind, ...ExpiringKind[]];
