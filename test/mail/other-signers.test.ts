import { authenticate, dkimSign, sealMessage } from "mailauth";
import { describe, expect, test } from "vitest";
import { forMailauth } from "../../adapters/mail/read/resolver.ts";
import { createWrittenDns } from "../../adapters/mail/read/written-dns.ts";
import { MINUTE } from "../../src/core/time.ts";
import {
  DNS,
  evilKey,
  goodKey,
  type Key,
  mail,
  NOW,
  OWNER,
  outcome,
  signed,
  strangers,
} from "../support/mails.ts";

/** Mails signed by mailauth itself, which many servers run, and chains of ARC that are whole. */

const pem = ({ privateKey }: Key): string => privateKey.export({ type: "pkcs8", format: "pem" }).toString();

const signedByMailauth = async (
  text: string,
  canonicalization = "relaxed/relaxed",
  more: { readonly maxBodyLength?: number } = {},
): Promise<string> => {
  const { signatures } = await dkimSign(text, {
    canonicalization,
    signTime: new Date(NOW - MINUTE),
    signingDomain: "good.example",
    selector: "s1",
    privateKey: pem(goodKey),
    signatureData: [{ signingDomain: "good.example", selector: "s1", privateKey: pem(goodKey), ...more }],
  });
  return `${signatures}${text}`;
};

const forwarded = { ...strangers, from: OWNER };

describe("mailauth's signatures", () => {
  test.each(["relaxed/relaxed", "simple/simple", "relaxed/simple", "simple/relaxed"])(
    "%s",
    async (canonicalization) => {
      const text = await signedByMailauth(mail("YES  \n\nthanks\t \n\n\n"), canonicalization);
      expect(await outcome(text)).toBe("authenticated");
      expect(await outcome(text.replace("YES", "NO"), { envelope: forwarded })).toBe("unverified");
    },
  );

  test.each(["relaxed/relaxed", "simple/simple"])(
    "%s with a length, however the body goes on",
    async (canonicalization) => {
      for (const maxBodyLength of [0, 1, 3, 5]) {
        const text = await signedByMailauth(mail("YES"), canonicalization, { maxBodyLength });
        expect(await outcome(text, { envelope: forwarded })).toBe("unverified");
        expect(await outcome(`${text}27 bytes that nobody signed`, { envelope: forwarded })).toBe(
          "unverified",
        );
      }
    },
  );
});

describe("a whole chain of ARC", () => {
  const seal = async (text: string): Promise<string> => {
    const resolver = forMailauth(createWrittenDns(DNS));
    const trace = await authenticate(text, {
      resolver,
      ip: "203.0.113.66",
      helo: "x",
      sender: OWNER,
      mta: "evil.example",
    });
    const lie = trace.headers.replace(/dkim=\w+/g, "dkim=pass").replace(/dmarc=\w+/g, "dmarc=pass");
    const authResults = lie
      .slice(lie.indexOf("Authentication-Results:") + "Authentication-Results:".length)
      .trim();
    const sealing = {
      signingDomain: "evil.example",
      selector: "s1",
      privateKey: pem(evilKey),
      cv: "none",
      authResults,
    };
    const headers = await sealMessage(text, sealing);
    return `${headers.toString()}${text}`;
  };

  test("that lies about the sender makes nobody certain", async () => {
    const text = await seal(mail());
    const { arc } = await authenticate(text, { resolver: forMailauth(createWrittenDns(DNS)) });
    expect(arc).toMatchObject({ status: { result: "pass" } });
    expect(text).toContain("dmarc=pass");
    expect(await outcome(text, { envelope: strangers })).toBe("unverified");
  });

  test("of a list that adds a footer makes nobody certain either", async () => {
    const text = await seal(signed(mail()).replace("YES\r\n", "YES\r\n____\r\nThe list\r\n"));
    expect(await outcome(text, { envelope: strangers })).toBe("unverified");
  });

  test("around a mail that is whole changes nothing", async () => {
    expect(await outcome(await seal(signed(mail())), { envelope: forwarded })).toBe("authenticated");
  });
});
