import { describe, expect, it } from "vitest";
import { slashCommand } from "../../adapters/sandbox/slash.ts";

describe("a word to the desk", () => {
  it.each([
    ["/desk on", "on", []],
    ["/desk OFF ", "off", []],
    ["/desk  list", "list", []],
    ["/desk claim 1042", "claim", ["1042"]],
    ["/desk handoff #1042 investigation", "handoff", ["#1042", "investigation"]],
    ["/desk", "help", []],
  ])("%s", (text, verb, words) => {
    expect(slashCommand(text)).toEqual({ verb, words });
  });

  it.each(["/desk dance", "/duty on", "/list"])(
    "that is none of the desk's is answered by its help: %s",
    (text) => {
      expect(slashCommand(text)).toEqual({ verb: null, words: [] });
    },
  );

  it.each(["desk on", "// a note", "/"])("begins with one slash and a word: %s", (text) => {
    expect(() => slashCommand(text)).toThrow(/begins with a slash/);
  });
});
