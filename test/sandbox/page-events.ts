import type { Rich } from "../../adapters/sandbox/render/rich.ts";

/** What a page is told; each event has some of these. */
export interface Told {
  readonly event: string;
  readonly data: {
    readonly messages?: readonly { readonly id: string }[];
    readonly id?: string;
    readonly user?: string;
    readonly content?: readonly Rich[];
  };
}

/** Reads server-sent events one by one, as a page does. */
export const listen = (response: Response) => {
  const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
  if (reader === undefined) throw new Error("The answer has no body.");
  let text = "";
  const next = async (): Promise<Told> => {
    for (;;) {
      const end = text.indexOf("\n\n");
      if (end < 0) {
        const { value, done } = await reader.read();
        if (done) throw new Error("The events ended.");
        text += value;
        continue;
      }
      const block = text.slice(0, end);
      text = text.slice(end + 2);
      const [, event, data] = /^event: (\w+)\ndata: (.*)$/s.exec(block) ?? [];
      if (event !== undefined && data !== undefined) return { event, data: JSON.parse(data) };
    }
  };
  return {
    next: async (wanted?: string): Promise<Told> => {
      for (;;) {
        const told = await next();
        if (wanted === undefined || told.event === wanted) return told;
      }
    },
    ended: async (): Promise<boolean> => (await reader.read()).done,
    leave: () => reader.cancel(),
  };
};
