import { DataDirInUseError, EmbeddedPostgresError } from "../adapters/postgres-embedded/index.ts";
import { ConfigError } from "../src/config.ts";
import { NoDatabaseError } from "../src/main/reach-database.ts";

/** What keeps a command from the desk's database, for whoever set it up to mend. */
export const DATABASE_FAULTS = [ConfigError, NoDatabaseError, DataDirInUseError, EmbeddedPostgresError];
