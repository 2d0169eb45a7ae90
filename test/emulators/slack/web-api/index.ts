import { appMethods } from "./apps.ts";
import { chatMethods } from "./chat.ts";
import { conversationMethods } from "./conversations.ts";
import { fileMethods } from "./files.ts";
import type { Methods } from "./method.ts";
import { peopleMethods } from "./people.ts";
import { reactionMethods } from "./reactions.ts";
import { viewMethods } from "./views.ts";

export const methods: Methods = {
  ...appMethods,
  ...chatMethods,
  ...conversationMethods,
  ...fileMethods,
  ...peopleMethods,
  ...reactionMethods,
  ...viewMethods,
};
