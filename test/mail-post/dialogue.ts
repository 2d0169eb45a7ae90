import { connect } from "node:net";

/** One reply of a server: its code, and its lines as they came. */
export interface Reply {
  readonly code: number;
  readonly text: string;
}

export interface Dialogue {
  /** Says a line and waits for `replies` answers to it. */
  readonly say: (line: string, replies?: number) => Promise<readonly Reply[]>;
  /** Says something, and waits for nothing. */
  readonly tell: (text: string) => void;
  readonly greeting: Reply;
  readonly end: () => void;
}

const REPLY = /^(?:\d{3}-[^\r\n]*\r\n)*(\d{3}) [^\r\n]*\r\n/;

/** Speaks SMTP or LMTP word by word, as a mail server, or somebody who is none, may. */
export const dial = async (port: number): Promise<Dialogue> => {
  const socket = connect(port, "127.0.0.1");
  let heard = "";
  let wake = (): void => undefined;
  socket.setEncoding("utf8");
  socket.on("data", (chunk: string) => {
    heard += chunk;
    wake();
  });
  socket.on("error", () => undefined);
  socket.on("close", () => wake());
  const next = async (): Promise<Reply> => {
    for (;;) {
      const found = REPLY.exec(heard);
      if (found !== null) {
        heard = heard.slice(found[0].length);
        return { code: Number(found[1]), text: found[0] };
      }
      if (socket.destroyed) throw new Error(`the server hung up; before that it said: ${heard}`);
      await new Promise<void>((resolve) => {
        wake = resolve;
      });
    }
  };
  const greeting = await next();
  return {
    greeting,
    say: async (line, replies = 1) => {
      socket.write(`${line}\r\n`);
      const said: Reply[] = [];
      while (said.length < replies) said.push(await next());
      return said;
    },
    tell: (text) => void socket.write(text),
    end: () => socket.end(),
  };
};
