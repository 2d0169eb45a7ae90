import { createRequire } from "node:module";
import { type Browser, chromium, type Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { chromiumPath } from "../support/chromium.ts";
import { startSandboxDesk } from "./running-desk.ts";

const executablePath = chromiumPath();
const axePath = createRequire(import.meta.url).resolve("axe-core/axe.min.js");
const FLAGS = [
  "--no-sandbox",
  "--disable-gpu",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

interface Violation {
  readonly id: string;
  readonly nodes: readonly { readonly html: string; readonly failureSummary?: string }[];
}

describe.skipIf(executablePath === null)("the sandbox's page in a browser", { timeout: 60_000 }, () => {
  let desk: Awaited<ReturnType<typeof startSandboxDesk>>;
  let browser: Browser;
  const complaints: string[] = [];

  beforeAll(async () => {
    desk = await startSandboxDesk();
    browser = await chromium.launch({ executablePath: executablePath ?? "", args: FLAGS });
  }, 60_000);
  afterAll(async () => {
    await browser?.close();
    await desk?.stop();
  });

  /** `checked`: axe-core is put into the page, which its own security policy would refuse. */
  const visit = async (width: number, height: number, dark = false, checked = false): Promise<Page> => {
    const context = await browser.newContext({
      viewport: { width, height },
      colorScheme: dark ? "dark" : "light",
      reducedMotion: "reduce",
      bypassCSP: checked,
    });
    const page = await context.newPage();
    page.on("pageerror", (error) => complaints.push(error.message));
    page.on("console", (message) => {
      if (message.type() === "error") complaints.push(message.text());
    });
    await page.goto(desk.url);
    await page.getByRole("heading", { name: "Customer", exact: true }).waitFor({ state: "attached" });
    return page;
  };

  const violations = async (page: Page): Promise<readonly string[]> => {
    await page.addScriptTag({ path: axePath });
    // axe-core puts itself on the page's window; what it answers is plain data.
    const found = (await page.evaluate("axe.run().then((result) => result.violations)")) as Violation[];
    return found.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html.slice(0, 160)).join(" | ")}`);
  };

  const openChat = async (page: Page, name: string, description: string): Promise<void> => {
    await page
      .getByRole("region", { name: "Customer", exact: true })
      .getByRole("button", { name: "New" })
      .click();
    const dialog = page.getByRole("dialog");
    // `isVisible` does not wait: asked before the dialog is painted, it would take a question for absent.
    await dialog.getByRole("button", { name: "Send" }).waitFor();
    if (await dialog.getByLabel("Write as").isVisible()) await dialog.getByLabel("Write as").selectOption("");
    await dialog.getByLabel("Customer's name").fill(name);
    await dialog.getByLabel(/What is wrong/).fill(description);
    await dialog.getByRole("button", { name: "Send" }).click();
    await dialog.waitFor({ state: "detached" });
  };

  it("carries a whole conversation, from the panel to the answer", async () => {
    const page = await visit(1440, 900);
    await openChat(page, "Sam Rivers", "My site shows error 500");
    const customer = page.getByRole("region", { name: "The customer's chat" });
    await customer.getByText("You've reached").waitFor();

    const channel = page.getByRole("region", { name: "The reps' channel" });
    await channel.getByText("NOT AUTHENTICATED").waitFor();
    await page.getByRole("region", { name: "Running clocks" }).getByRole("timer").first().waitFor();
    await channel.getByRole("button", { name: /^Claim/ }).click();
    await channel.getByRole("button", { name: /^Resolve/ }).waitFor();

    await page.getByLabel(/^Reply as/).fill("Good morning, it is back up.");
    await page.getByLabel(/^Reply as/).press("Enter");
    await customer.getByText("Good morning, it is back up.").waitFor();
    const thread = page.getByRole("region", { name: "The thread" });
    await thread.getByText("Delivered to the customer").waitFor();

    await page.getByLabel(/^Reply as/).fill("// an old plugin");
    await page.getByLabel(/^Reply as/).press("Enter");
    await thread.getByText("A note").waitFor();
    expect(await customer.getByText("an old plugin").count()).toBe(0);

    await page.getByLabel("Write as Sam Rivers").fill("It works, <b>thank</b> you");
    await page.getByLabel("Write as Sam Rivers").press("Enter");
    await thread.getByText("It works, <b>thank</b> you").waitFor();
    await page.context().close();
  });

  it("holds what somebody writes who has not claimed, and shows what to press", async () => {
    const page = await visit(1440, 900);
    await openChat(page, "Lena Fischer", "The certificate has expired");
    await page.getByRole("region", { name: "The customer's chat" }).getByText("You've reached").waitFor();
    const thread = page.getByRole("region", { name: "The thread" });
    await thread.getByText("The certificate has expired").waitFor();
    await page.getByLabel(/^Reply as/).fill("We renew it now.");
    await page.getByLabel(/^Reply as/).press("Enter");
    await thread.getByText("Held", { exact: false }).first().waitFor();
    await thread.getByRole("button", { name: "Claim and send" }).first().click();
    await page.getByRole("region", { name: "The customer's chat" }).getByText("We renew it now.").waitFor();
    await page.context().close();
  });

  it("shows who is told at which moment, and what was told", async () => {
    const page = await visit(1440, 900);
    await page.request.post(`${desk.url}/api/sandbox/reset`, { data: {} });
    await openChat(page, "Noor Haddad", "Mail does not arrive");
    const ladder = page.getByRole("list", { name: "First answer: who is told, and when" });
    await ladder.waitFor();
    const rungs = ladder.getByRole("listitem");
    expect(await rungs.allInnerTexts()).toEqual([
      expect.stringMatching(/30 s.*the reps on shift/s),
      expect.stringMatching(/48 s.*everybody on shift/s),
      expect.stringMatching(/60 s due.*the lead/s),
      expect.stringMatching(/120 s.*the managers/s),
    ]);
    const skip = page.getByRole("button", { name: "Skip to next deadline" });
    for (const [index, level] of ["30 s", "48 s", "60 s", "120 s"].entries()) {
      await skip.click();
      await rungs.nth(index).filter({ hasText: level }).getByText("told", { exact: true }).waitFor();
    }
    await page
      .getByRole("region", { name: "Running clocks" })
      .getByText("missed", { exact: false })
      .waitFor();
    await page.getByRole("region", { name: "The customer's chat" }).getByText("We're late").waitFor();

    const alerts = page.getByRole("region", { name: "The alerts channel" });
    await alerts.getByRole("button", { name: /^Claim/ }).click();
    await page.getByText("The customer waits for Ana.").first().waitFor();
    await page.getByLabel(/^Reply as/).fill("Good morning, I look at your mail.");
    await page.getByLabel(/^Reply as/).press("Enter");
    // Earlier messages of the alert are gone; the one that stands says how it ended.
    await alerts.getByText(/^☑️ Done .* late/).waitFor();
    await page.context().close();
  });

  it("asks what a press needs to know under the button, and is done with it after the choice", async () => {
    const page = await visit(1440, 900);
    await page.request.post(`${desk.url}/api/sandbox/reset`, { data: {} });
    await openChat(page, "Ida Lund", "The forum is slow");
    const channel = page.getByRole("region", { name: "The reps' channel" });
    await channel.getByRole("button", { name: /^Claim/ }).click();
    await channel.getByRole("button", { name: /^More/ }).click();
    await channel.getByRole("button", { name: /^Take over/ }).waitFor();
    await channel.getByRole("button", { name: /^Transfer/ }).click();
    const question = channel.getByRole("group", { name: "Only you can see this" });
    await question.getByText("To whom?").waitFor();
    await question.getByRole("button", { name: "Ben" }).click();
    await question.waitFor({ state: "detached" });
    await channel.getByText("Offered to Ben").waitFor();
    await page.getByRole("region", { name: "Running clocks" }).getByText("Offered to Ben").waitFor();
    await page.context().close();
  });

  it("hears a rep's commands, and shows who is on duty", async () => {
    const page = await visit(1440, 900);
    const channel = page.getByRole("region", { name: "The reps' channel" });
    const box = page.getByLabel("Message # staff");
    await box.fill("/desk off");
    await box.press("Enter");
    await channel.getByText("you are off duty", { exact: false }).waitFor();
    await page.getByRole("heading", { name: "Reps" }).click();
    const ana = page.getByLabel("Ana: duty");
    await expect.poll(() => ana.inputValue()).toBe("off");
    await channel.getByRole("button", { name: "Go on duty" }).click();
    await expect.poll(() => ana.inputValue()).toBe("on");
    await page.getByLabel("Ben: duty").selectOption("dnd");
    await page.getByText("3 of 4 on duty").waitFor();
    await page.getByLabel("Ben: duty").selectOption("on");
    await page.getByText("4 of 4 on duty").waitFor();
    await box.fill("/dance");
    await box.press("Enter");
    await channel.getByText("That is none of my words", { exact: false }).waitFor();
    await page.context().close();
  });

  it("tells a ticket's story, from the gate to the rep who begins", async () => {
    const page = await visit(1440, 900, false, true);
    await page.request.post(`${desk.url}/api/sandbox/reset`, { data: {} });
    await openChat(page, "Olivia Example", "Please add an MX record for example.org: mx1.example.net");
    const chat = page.getByRole("region", { name: "The customer's chat" });
    await chat.getByRole("button", { name: "Please do it for me" }).click();
    const form = page.getByRole("dialog", { name: "Your ticket" });
    await form.getByLabel(/^Subject/).fill("help");
    await form.getByText("That could be any ticket", { exact: false }).waitFor();
    expect(await violations(page), "form").toEqual([]);
    await page.keyboard.press("Escape");
    await form.waitFor({ state: "detached" });

    expect(await page.evaluate("document.activeElement.textContent")).toContain("Please do it for me");

    // Closed by mistake: it is all still there.
    await chat.getByRole("button", { name: "Please do it for me" }).click();
    await form.getByText("What you typed before is still here.", { exact: false }).waitFor();
    expect(await form.getByLabel(/^Subject/).inputValue()).toBe("help");
    await form.getByRole("button", { name: /^Use “Add MX record/ }).click();
    await form.getByLabel(/^Whose account/).fill("4711");
    await form.getByRole("button", { name: "Show it to me" }).click();
    await chat.getByRole("button", { name: "Open it" }).click();
    const opened = await chat.getByText(/the answer must name this number/).textContent();
    const number = /YES (\d\d)/.exec(opened ?? "")?.[1] ?? "";

    await page.getByRole("button", { name: /^Mailbox/ }).click();
    await page.getByRole("button", { name: /Please answer: a change to your DNS records/ }).click();
    const letter = page.getByRole("region", { name: "A mail" });
    const html = page.frameLocator("iframe[title='The mail as HTML']");
    await html.getByText("If this was not you, answer NO.").waitFor();
    await letter.getByRole("button", { name: "Text", exact: true }).click();
    const mail = await letter.getByLabel("The mail's text").textContent();
    expect(mail).not.toMatch(new RegExp(`\\b${number}\\b`));
    await letter.getByLabel("Answer as").selectOption("stranger");
    await letter.getByRole("button", { name: "YES", exact: true }).click();
    await letter.getByRole("button", { name: "Send by mail" }).click();
    await letter.getByText("Does not count: not verified").waitFor();
    await letter.getByLabel("Answer as").selectOption("owner");
    await letter.getByLabel("Your answer").fill(`YES ${number}`);
    await letter.getByRole("button", { name: "Send by mail" }).click();
    await letter.getByText("Counts: confirmed").waitFor();
    expect(await violations(page), "mailbox").toEqual([]);

    await page.getByRole("button", { name: /^# tickets/ }).click();
    const tickets = page.getByRole("region", { name: "The tickets' channel" });
    const staff = page.getByRole("region", { name: "# tickets" });
    await staff.getByLabel("Acting as").selectOption("ben");
    await tickets.getByRole("button", { name: /^Start work/ }).click();
    const answer = tickets.getByRole("group", { name: "Only you can see this" });
    await answer.getByText("it needs a permission that you don't have", { exact: false }).waitFor();
    await staff.getByLabel("Acting as").selectOption("ana");
    await tickets.getByRole("button", { name: /^Start work/ }).click();
    await tickets.getByText("Being worked on", { exact: true }).waitFor();
    await page.getByLabel(/^Reply as/).fill("It is set.");
    await page.getByLabel(/^Reply as/).press("Enter");
    await letter.getByRole("button", { name: "All mail" }).click();
    const mailbox = page.getByRole("region", { name: "The customers' mailboxes" });
    await mailbox.getByRole("button", { name: /New: .*Add MX record/ }).waitFor();
    await page.context().close();
  });

  it("says on the page and on the card that clocks are unreliable while the feed is cut", async () => {
    const page = await visit(1440, 900);
    await page.getByRole("heading", { name: "Reps" }).click();
    await page.getByRole("button", { name: "Cut the feed" }).click();
    await page.getByText("Clocks unreliable", { exact: true }).waitFor();
    const channel = page.getByRole("region", { name: "The reps' channel" });
    await channel.getByText("Clocks unreliable", { exact: false }).first().waitFor();
    await page.getByRole("button", { name: "Restore the feed" }).click();
    await channel.getByText("Clocks unreliable", { exact: false }).first().waitFor({ state: "detached" });
    await page.context().close();
  });

  it("tells the next visit from the first, and keeps focus in order", async () => {
    const page = await visit(1280, 800);
    await page.getByRole("heading", { name: /Three steps/ }).waitFor();
    await page.getByRole("button", { name: "Hide the three steps" }).click();
    await page.reload();
    await page.getByRole("heading", { name: "Customer", exact: true }).waitFor();
    expect(await page.getByRole("heading", { name: /Three steps/ }).count()).toBe(0);

    const reset = page.getByRole("button", { name: "Reset the sandbox" });
    await reset.focus();
    await reset.press("Enter");
    await page.getByRole("dialog", { name: "Reset the sandbox?" }).waitFor();
    await page.keyboard.press("Escape");
    await page.getByRole("dialog").waitFor({ state: "detached" });
    expect(
      await page.evaluate("document.activeElement.textContent + document.activeElement.innerHTML"),
    ).toContain("Reset the sandbox");
    await page.context().close();
  });

  it.each([
    ["wide and light", 1440, 900, false],
    ["wide and dark", 1280, 800, true],
    ["a tablet", 768, 1024, false],
    ["a phone in the dark", 360, 740, true],
  ])("fits and has no accessibility fault: %s", async (_name, width, height, dark) => {
    const page = await visit(width, height, dark, true);
    expect(await violations(page)).toEqual([]);
    await page.getByRole("button", { name: "Hide the three steps" }).click();
    const tabs = page.getByRole("navigation", { name: "Parts of the page" });
    for (const tab of width < 1200 ? ["Staff", "Alerts", "Clocks"] : []) {
      await tabs.getByRole("button", { name: tab }).click();
      expect(await violations(page), tab).toEqual([]);
      if (tab !== "Staff") continue;
      await page.getByRole("button", { name: /^# tickets/ }).click();
      expect(await violations(page), "tickets").toEqual([]);
    }
    if (width < 760) await tabs.getByRole("button", { name: "Customer" }).click();
    await page.getByRole("button", { name: /^Mailbox/ }).click();
    expect(await violations(page), "mailbox").toEqual([]);
    await page.getByRole("button", { name: "New mail" }).click();
    expect(await violations(page), "new mail").toEqual([]);
    await page
      .getByRole("button", { name: /^New( chat)?$/ })
      .locator("visible=true")
      .click();
    await page.getByRole("dialog").waitFor();
    expect(await violations(page), "dialog").toEqual([]);
    const beyond = await page.evaluate("document.documentElement.scrollWidth - window.innerWidth");
    expect(beyond).toBeLessThanOrEqual(0);
    await page.context().close();
  });

  it("answers a customer from a phone", async () => {
    const page = await visit(360, 740);
    await page.getByRole("button", { name: "Hide the three steps" }).click();
    await openChat(page, "Tom Okafor", "How do I add a domain?");
    const tabs = page.getByRole("navigation", { name: "Parts of the page" });
    await tabs.getByRole("button", { name: "Staff" }).click();
    await page
      .getByRole("button", { name: /Open the thread/ })
      .last()
      .click();
    const staffThread = page.getByRole("region", { name: "The thread" });
    await staffThread.getByText("How do I add a domain?").waitFor();
    await page
      .getByRole("button", { name: /^Claim/ })
      .locator("visible=true")
      .click();
    await page.getByLabel(/^Reply as/).fill("Under Domains, press Add.");
    await page.getByLabel(/^Reply as/).press("Enter");
    await staffThread.getByText("Delivered to the customer").waitFor();
    await tabs.getByRole("button", { name: "Customer" }).click();
    await page.getByText("Under Domains, press Add.").locator("visible=true").waitFor();
    await page.context().close();
  });

  it("complained of nothing", () => {
    expect(complaints).toEqual([]);
  });
});
