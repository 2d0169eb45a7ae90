import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { intentOf } from "../../../src/core/confirmation/intent.ts";

const said = (text: string, code: string | null = null): string => intentOf(text.split("\n"), code).intent;

describe("a plain yes", () => {
  test.each([
    ..."YES|yes|Yes.|yes!|*YES*|“Yes”|_yes_|Yes, please do|Yes please go ahead and cancel it|Yep|Confirmed".split(
      "|",
    ),
    ..."Yes, no problem|YES - thanks|Yes, cancel my subscription|yes stop the old server".split("|"),
    ..."Ja|Ja, bitte|JA!|Bestätigt|ja, kein Problem|Einverstanden.".split("|"),
    ..."Sí|sí, por favor|SI|si.|Si, adelante|Confirmo".split("|"),
    ..."Oui|oui, merci|OUI !|Sim|sim, obrigado|SIM.".split("|"),
    "Sí",
  ])("%s", (text) => {
    expect(said(text)).toBe("yes");
  });
});

describe("a plain no", () => {
  test.each([
    ..."NO|no|No.|no!!|No thanks|No, that was not me|Nope|deny|Denied|refuse|stop|STOP!|cancel|Cancel this".split(
      "|",
    ),
    ..."Nein|nein, danke|Abgelehnt|Stopp|Non|non merci|Refusé|Não|não, obrigado|nao|Rechazo|Cancelar".split(
      "|",
    ),
    "Não",
  ])("%s", (text) => {
    expect(said(text)).toBe("no");
  });
});

describe("everything else is unclear", () => {
  test.each([
    ..."|   |👍|?|ok|okay|sure|thanks|hm|y|n|YESS|y e s|not|Not yes|not sure|I confirm|please do|47".split(
      "|",
    ),
    ..."yes?|Yes, but wait|yes if it is free|yes, not now|yes except the last one|Yes, don't do it|yes - don’t".split(
      "|",
    ),
    ..."YES or NO|yes/no|Yes and no|yes unless it costs more|no problem|No problem, go ahead|No, yes|No worries".split(
      "|",
    ),
    ..."no wait, yes|no yes|ja, aber erst morgen|ja, wenn es nichts kostet|ja nicht|ja oder nein|Ja?|nicht".split(
      "|",
    ),
    ..."sí, pero mañana|si no fui yo|si usted quiere|oui mais demain|oui, sauf le dernier|sim, mas amanhã".split(
      "|",
    ),
    ..."Hi, yes please|Hello no|ΥΕЅ|Sent from my phone|On Monday you wrote:".split("|"),
  ])("%s", (text) => {
    expect(said(text)).toBe("unclear");
  });
});

describe("the first line that is not a greeting is read, and no other", () => {
  test.each([
    ..."Hi,|Hello Ana,|Dear support team,|Good morning|Hallo zusammen,|Sehr geehrte Damen und Herren,".split(
      "|",
    ),
    ..."Guten Tag Herr Meier,|Hola|Buenos días,|Estimados señores:|Bonjour,|Madame, Monsieur,|Olá equipe|Bom dia!".split(
      "|",
    ),
    "Dear Sir or Madam,",
  ])("after %s", (greeting) => {
    expect(said(`${greeting}\n\nYES\nregards`)).toBe("yes");
    expect(said(`${greeting}\nNO`)).toBe("no");
    expect(said(greeting)).toBe("unclear");
  });

  test("a line that greets and says more is not passed over", () => {
    expect(said("Hi, I did not ask\nYES")).toBe("unclear");
    expect(said("Hello, no\nYES")).toBe("unclear");
    expect(said("Hi all, what is this mail about please\nYES")).toBe("unclear");
  });

  test("what follows the first line changes nothing", () => {
    fc.assert(
      fc.property(fc.string(), fc.constantFrom("YES", "NO", "Maybe"), (rest, first) => {
        expect(said(`${first}\n${rest}`)).toBe(said(first));
      }),
    );
  });
});

describe("with a number in the chat", () => {
  test("a yes counts only with it and with no other, a no without", () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 99 }), fc.integer({ min: 0, max: 99 }), (shown, named) => {
        const code = String(shown).padStart(2, "0");
        const text = String(named).padStart(2, "0");
        expect(said(`YES ${text}`, code)).toBe(text === code ? "yes" : "unclear");
        expect(said(`YES ${code} ${text}`, code)).toBe(text === code ? "yes" : "unclear");
        expect(said("NO", code)).toBe("no");
        expect(said("YES", code)).toBe("unclear");
      }),
    );
  });

  test("digits of other scripts are another number", () => {
    expect(said("YES ４７", "47")).toBe("unclear");
    expect(said("YES 7", "07")).toBe("unclear");
    expect(said("YES 047", "47")).toBe("unclear");
  });
});

test("no text is beyond judgement", () => {
  fc.assert(
    fc.property(fc.array(fc.string({ unit: "binary" })), fc.option(fc.string()), (lines, code) => {
      expect(["yes", "no", "unclear"]).toContain(intentOf(lines, code).intent);
    }),
  );
});
