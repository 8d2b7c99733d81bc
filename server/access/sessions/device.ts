import Bowser from "bowser";
import type { FastifyRequest } from "fastify";
import { networkOf } from "../../platform/http/address.ts";

/** What somebody signs in with, as they would call it, and from which network; nothing that singles one device out. */
export interface Device {
  browser: string;
  system: string;
  network: string;
}

/** As much of what a browser says of itself as is looked at. */
const AGENT_LENGTH = 300;
const NAME_LENGTH = 40;

export function deviceOf(request: FastifyRequest): Device {
  return { ...namesOf(request.headers["user-agent"] ?? ""), network: networkOf(request.ip) };
}

/** `Firefox` and `Windows`, `Safari` and `iPhone`: empty for what names neither, such as a program. */
export function namesOf(agent: string): { browser: string; system: string } {
  if (agent === "") return { browser: "", system: "" };
  const { browser, os, platform } = Bowser.parse(agent.slice(0, AGENT_LENGTH));
  return { browser: short(browser.name), system: short(platform.model ?? os.name) };
}

function short(name: string | undefined): string {
  return (name ?? "").replaceAll(/[^\p{L}\p{N} .+/-]/gu, "").slice(0, NAME_LENGTH);
}
