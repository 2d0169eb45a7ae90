import type { Secret } from "../secret.ts";
import { isMask } from "./shapes.ts";

/** Programs whose command line takes a password, and how: the last group is the password. */
const FORMS: readonly RegExp[] = [
  /(?<!\w)(?:mysql|mariadb|mysqldump|mysqladmin|mysqlimport|mongo|mongodump|7z|sshpass)(?=[ \t])[^\n]{0,200}?[ \t]-p[ \t]?["']?([^\s"'-][^\s"']{2,100})/g,
  /(?<!\w)(?:curl|wget|http|lftp|rclone)(?=[ \t])[^\n]{0,200}?[ \t](?:-u|--user|-a)[ \t=]["']?[^\s:"']{1,64}:([^\s"']{3,100})/g,
  /(?<!\w)--(?:http-|ftp-|proxy-)?pass(?:word|wd|phrase)?[ \t=]["']?([^\s"'-][^\s"']{2,100})/g,
  /(?<!\w)htpasswd[ \t]+-\w*b\w*[ \t]+\S{1,100}[ \t]+\S{1,64}[ \t]+(\S{3,100})/g,
  /(?<!\w)identified (?:with \w{1,40} )?by[ \t]+["'`]([^"'`\n]{1,100})["'`]/gi,
];

/** Passwords in command lines and SQL: `mysql -u root -p…`, `curl -u bob:…`, `identified by '…'`. */
export const commandPasswords = (text: string): readonly Secret[] =>
  FORMS.flatMap((form) =>
    [...text.matchAll(form)].flatMap((found): readonly Secret[] => {
      const value = found[1] ?? "";
      const start = found.index + found[0].lastIndexOf(value);
      return isMask(value) ? [] : [{ kind: "password", start, end: start + value.length }];
    }),
  );
