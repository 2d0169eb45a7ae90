/** The embedded server cannot be used; the message says what was found and what to do. */
export class EmbeddedPostgresError extends Error {
  override readonly name = "EmbeddedPostgresError";
}

/** Another process of Deskclock works on this data folder. */
export class DataDirInUseError extends EmbeddedPostgresError {
  readonly pid: number | null;

  constructor(dataDir: string, pid: number | null) {
    const who = pid === null ? "another process" : `process ${pid}`;
    super(
      `The database in ${dataDir} is in use by ${who}. ` +
        "Stop that one first, or give this one a folder of its own with DATA_DIR.",
    );
    this.pid = pid;
  }
}
