import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { MOST_SUBJECT, subjectAdvice } from "../../src/core/ticket/subject.ts";

const MX = "please add an MX record for example.org pointing to mx1.example.org, priority 10";

const problem = (subject: string): string | null => subjectAdvice(subject, "")?.problem ?? null;
const suggested = (request: string): string | null => subjectAdvice("help", request)?.suggestion ?? null;

describe("a ticket's subject", () => {
  it.each([
    ["", "blank"],
    ["   ", "blank"],
    ["🔥🔥🔥", "blank"],
    ["?!", "blank"],
    ["12345", "only_number"],
    ["#4411-2", "only_number"],
    ["help", "generic"],
    ["HELP ME!!!", "generic"],
    ["urgent!!!", "generic"],
    ["question", "generic"],
    ["hello", "generic"],
    ["issue", "generic"],
    ["problem with account", "generic"],
    ["Re: my website", "generic"],
    ["email not working", "generic"],
    ["Dringend: Problem mit meinem Konto", "generic"],
    ["ayuda por favor", "generic"],
    ["Bonjour, j'ai un problème", "generic"],
    ["Olá, preciso de ajuda", "generic"],
    ["Anna", "only_name"],
    ["John Smith", "only_name"],
    ["Anna Müller-Lüdenscheidt", "only_name"],
    ["DNS", "too_short"],
    ["example.org", "too_short"],
    ["question about invoice", "too_short"],
    ["ADD MAILBOX RECORD TO EXAMPLE.ORG", "shouting"],
    ["Password reset for the control panel!!", "shouting"],
  ])("%j is told: %s", (subject, expected) => {
    expect(problem(subject)).toBe(expected);
  });

  it.each([
    "Add MX record for example.org",
    "example.org is down",
    "Website down since noon",
    "Password reset",
    "Upgrade VPS memory to 8 GB",
    "Question about invoice 2026-113",
    "MX-Eintrag für example.org anlegen",
    "Añadir registro MX para example.org",
    "Ajouter un enregistrement MX pour example.org",
    "Adicionar registo MX para example.org",
    "SSL certificate of www.example.org expired",
    "网站无法访问",
  ])("%j tells enough", (subject) => {
    expect(problem(subject)).toBeNull();
  });

  it.each([
    [MX, "Add MX record for example.org"],
    ["Hi there, could you please reset my FTP password? Thanks!", "Reset FTP password"],
    [
      "Hello! I'd like to upgrade the memory of vps7.example.org to 8 GB because it swaps",
      "Upgrade memory of vps7.example.org to 8 GB",
    ],
    ["help\n\nmy shop at example.org shows error 502 since noon", "Shop at example.org shows error 502"],
    ["Guten Tag, bitte einen MX-Eintrag für example.org anlegen", "MX-Eintrag für example.org anlegen"],
    ["The server is very slow. Please restart apache on vps7.", "Restart apache on vps7"],
    [
      "can you set up spf and dkim for example.org so that mails arrive",
      "Set up spf and dkim for example.org",
    ],
    [
      "Bonjour, pourriez-vous ajouter un enregistrement MX pour example.org ?",
      "Ajouter enregistrement MX pour example.org",
    ],
    [
      "Olá, poderia adicionar um registro MX para example.org, por favor?",
      "Adicionar registro MX para example.org",
    ],
    ["Bitte legt ein neues Postfach an: info@example.de", "Legt neues Postfach an: info@example.de"],
    ["Hola, necesito cambiar la contraseña de FTP", "Cambiar contraseña de FTP"],
    ["Add A and MX records for example.org", "Add A and MX records for example.org"],
  ])("of %j the desk makes %j", (request, suggestion) => {
    expect(suggested(request)).toBe(suggestion);
  });

  it("no suggestion is made of a request that names nothing", () => {
    expect(suggested("please help me, it is urgent")).toBeNull();
  });

  it("a shouted subject is said again, quietly", () => {
    expect(subjectAdvice("PLEASE RESET MAILBOX QUOTA of example.org!!!", MX)).toEqual({
      problem: "shouting",
      suggestion: "Reset mailbox quota of example.org",
    });
  });

  const phrase = fc.oneof(
    fc.string({ unit: "grapheme", maxLength: 400 }),
    fc
      .array(
        fc.constantFrom(
          "please",
          "add",
          "an",
          "MX",
          "record",
          "for",
          "example.org",
          "and",
          ",",
          "!",
          "my",
          "DNS",
        ),
        {
          maxLength: 60,
        },
      )
      .map((words) => words.join(" ")),
  );

  it("every suggestion is short, on one line, and itself a good subject", () => {
    fc.assert(
      fc.property(phrase, phrase, (subject, request) => {
        const suggestion = subjectAdvice(subject, request)?.suggestion ?? null;
        if (suggestion === null) return;
        expect(suggestion.length).toBeLessThanOrEqual(MOST_SUBJECT);
        expect(suggestion).not.toMatch(/[\n\r]/);
        expect(subjectAdvice(suggestion, request)).toBeNull();
      }),
    );
  });

  it("generic words stay generic in any number and order", () => {
    const generic = fc.constantFrom(
      "help",
      "urgent",
      "problem",
      "with",
      "my",
      "question",
      "hello",
      "please",
      "hilfe",
      "ayuda",
    );
    fc.assert(
      fc.property(fc.array(generic, { minLength: 1, maxLength: 12 }), (words) => {
        expect(problem(words.join(" "))).toBe("generic");
      }),
    );
  });

  it("what is added to a good subject's end does not make it too short", () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 60 }), (more) => {
        expect([null, "shouting"]).toContain(problem(`Add MX record for example.org ${more}`));
      }),
    );
  });

  it("hostile texts are judged within 20 ms", () => {
    for (const text of [
      "a".repeat(100_000),
      "A! ".repeat(50_000),
      "a.".repeat(50_000),
      " - ".repeat(50_000),
      "(".repeat(100_000),
      `${"!".repeat(100_000)}x`,
    ]) {
      const times = Array.from({ length: 3 }, () => {
        const before = performance.now();
        subjectAdvice(text, text);
        return performance.now() - before;
      });
      // The least of three: a busy machine is no property of the text.
      expect(Math.min(...times)).toBeLessThan(20);
    }
  });
});
