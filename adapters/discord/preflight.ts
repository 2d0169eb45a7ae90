import type { Desk } from "../../src/core/policy/policy.ts";
import { ChatError } from "../../src/ports.ts";
import type { Api } from "./api.ts";
import { accountFaults, channelFaults, TOKEN_FAULT, unreachableFault } from "./faults.ts";
import { type Account, deskChannels, inspectAccount, inspectChannel } from "./inspect.ts";
import { patiently } from "./patience.ts";
import { type Fault, startErrorOf } from "./start-error.ts";

const account = async (api: Api): Promise<Account> => {
  try {
    return await patiently(() => inspectAccount(api));
  } catch (error) {
    if (!(error instanceof ChatError)) throw error;
    const fault = error.failure.reason === "forbidden" ? TOKEN_FAULT : unreachableFault(error.failure.code);
    throw startErrorOf([fault], error);
  }
};

/** Looks before connecting, so that everything that is missing is said at once, and no identify is spent on it. */
export const preflight = async (api: Api, desks: readonly Desk[]): Promise<Account> => {
  const found = await account(api);
  const faults: Fault[] = [...accountFaults(found)];
  for (const channel of deskChannels(desks)) {
    const report = await patiently(() => inspectChannel(api, found.userId, channel.id));
    faults.push(...channelFaults(channel, report));
  }
  const [first, ...rest] = faults;
  if (first !== undefined) throw startErrorOf([first, ...rest]);
  return found;
};
