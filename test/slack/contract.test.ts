import { chatContract } from "../contract/chat-contract.ts";
import { slackHarness } from "./harness.ts";

chatContract("Slack over Socket Mode", () => slackHarness({ transport: "socket" }));
chatContract("Slack over HTTP", () => slackHarness({ transport: "http" }));
