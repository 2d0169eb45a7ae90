export { mailDeskOf } from "./mail-desk.ts";
export { createPost } from "./post.ts";
