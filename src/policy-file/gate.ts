import type { Category } from "../core/gate/category.ts";
import { judge } from "../core/gate/judge.ts";
import { type GateSettings, type LanguageChanges, rulesOf, unknownRemovals } from "../core/gate/settings.ts";
import { becauseInWords } from "../core/texts/en/judgement.ts";
import type { Complaint } from "./faults.ts";
import type { GateSection } from "./schema/gate.ts";

type Written<T> = Readonly<Partial<Record<Category, T | undefined>>>;

/** Only what is written. */
export const given = <T>(all: Written<T> | undefined): Partial<Record<Category, T>> =>
  Object.fromEntries(Object.entries(all ?? {}).filter(([, value]) => value !== undefined));

type LanguageSection = NonNullable<NonNullable<GateSection["languages"]>[string]>;

const changesOf = (language: LanguageSection): LanguageChanges => ({
  verbs: language.verbs ?? [],
  objects: given(language.objects),
  ticket: given(language.ticket),
  ask: given(language.ask),
  chat: language.chat ?? [],
  remove: language.remove ?? [],
  examples: (language.examples ?? []).map(({ text, verdict, category }) => ({
    text,
    verdict,
    category: category ?? null,
  })),
});

/** What the section says; the categories, and each language, replace those of `base`. */
export const gateOf = (base: GateSettings, section: GateSection | undefined): GateSettings =>
  section === undefined
    ? base
    : {
        categories: section.categories ?? base.categories,
        languages: {
          ...base.languages,
          ...Object.fromEntries(
            Object.entries(section.languages ?? {}).flatMap(([code, language]) =>
              language === undefined ? [] : [[code, changesOf(language)]],
            ),
          ),
        },
      };

/** Examples that are judged otherwise, and what is to be removed and is not there. `path` leads to the gate's section. */
export const gateFaults = (settings: GateSettings, path: Complaint["path"]): readonly Complaint[] =>
  Object.entries(settings.languages).flatMap(([code, changes]) => {
    const at = [...path, "languages", code];
    const unknown = new Set(unknownRemovals(code, changes));
    const removals = changes.remove.flatMap((phrase, index) =>
      unknown.has(phrase)
        ? [{ path: [...at, "remove", index], expected: "a verb, object or phrase of the built-in rules" }]
        : [],
    );
    const examples = changes.examples.flatMap(({ text, verdict, category }, index) => {
      const found = judge(text, rulesOf(settings));
      if (found.verdict === verdict && found.category === category) return [];
      const said = [found.verdict, ...(found.category === null ? [] : [found.category])].join(", ");
      const wanted = [verdict, ...(category === null ? [] : [category])].join(", ");
      return [
        {
          path: [...at, "examples", index],
          expected: `rules that judge this example ${wanted}; they say ${said}, because ${becauseInWords(found.because)}. Add or remove what decides, or mend the example.`,
        },
      ];
    });
    return [...removals, ...examples];
  });
