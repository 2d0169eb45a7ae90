import { BlockList, isIP } from "node:net";

const familyOf = (address: string): "ipv4" | "ipv6" => (isIP(address) === 6 ? "ipv6" : "ipv4");

/** An IPv4 client of a socket that listens for both kinds is written as ::ffff:192.0.2.1. */
export const plainAddress = (address: string): string =>
  address.replace(/^::ffff:(?=\d+\.\d+\.\d+\.\d+$)/i, "").replace(/%.*$/, "");

/** Whether an address is one of these, each an address or a network as `192.0.2.0/24`. Throws when one is neither. */
export const relayList = (relays: readonly string[]): ((address: string) => boolean) => {
  const list = new BlockList();
  for (const relay of relays) {
    const [address = "", bits] = relay.split("/");
    if (bits === undefined) list.addAddress(address, familyOf(address));
    else list.addSubnet(address, Number(bits), familyOf(address));
  }
  return (address) => {
    const plain = plainAddress(address);
    return isIP(plain) !== 0 && list.check(plain, familyOf(plain));
  };
};
