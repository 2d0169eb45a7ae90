import { type FileHandle, open } from "node:fs/promises";
import { resolve } from "node:path";
import { LIMITS } from "../../adapters/customers-csv/index.ts";
import { UsageError } from "../command.ts";

/** Whoever runs it through npm stands somewhere else than the script does. */
const pathOf = (file: string): string => resolve(process.env["INIT_CWD"] ?? process.cwd(), file);

const codeOf = (error: unknown): string =>
  error instanceof Error && "code" in error ? String(error.code) : String(error);

const handleOf = async (path: string): Promise<FileHandle> => {
  const refused = (why: string, cause?: unknown): UsageError =>
    new UsageError(`Expected a file to read; got ${path} (${why}). Write its path as it is seen from here.`, {
      cause,
    });
  const handle = await open(path).catch((cause: unknown) => {
    throw refused(codeOf(cause), cause);
  });
  if (!(await handle.stat()).isDirectory()) return handle;
  await handle.close();
  throw refused("a folder");
};

/** A file's bytes, from its beginning; closed when they are read or given up. Throws UsageError. */
export const openFile = async (file: string): Promise<AsyncIterable<Buffer>> => {
  const handle = await handleOf(pathOf(file));
  return handle.createReadStream({ highWaterMark: LIMITS.chunkBytes });
};
