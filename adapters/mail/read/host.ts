import { domainToASCII } from "node:url";
import { getDomain } from "tldts";
import type { Address, Host } from "../../../src/core/confirmation/facts.ts";

const NAME = /^(?=.{1,253}$)[a-z0-9_-]{1,63}(?:\.[a-z0-9_-]{1,63})*$/;

/** `domainToASCII` reads more than names: percent signs, ports, numbers that become addresses. They are kept from it. */
const MAY_BE_NAME = /^[A-Za-z0-9._\-\u{80}-\u{10ffff}]+$/u;

const isAscii = (text: string): boolean => /^[\x20-\x7e]*$/.test(text);

/** A host's name as DNS knows it; null: no such name can be. */
export const readHost = (domain: string): Host | null => {
  const text = domain.endsWith(".") ? domain.slice(0, -1) : domain;
  if (text.length > 1_000 || !MAY_BE_NAME.test(text)) return null;
  const name = domainToASCII(text);
  if (!NAME.test(name) || (isAscii(text) && name !== text.toLowerCase())) return null;
  // Neighbours under a private suffix (github.io) are strangers to each other.
  const organisation = getDomain(name, { allowPrivateDomains: true, validateHostname: false }) ?? name;
  return { name, organisation };
};

/** An address as an envelope or a database holds it, with or without brackets; null: it has no @. */
export const readAddress = (text: string): Address | null => {
  const bare = text.trim().replace(/^<|>$/g, "");
  const at = bare.lastIndexOf("@");
  return at < 1 ? null : { local: bare.slice(0, at), host: readHost(bare.slice(at + 1)) };
};
