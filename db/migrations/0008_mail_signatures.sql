ALTER TABLE "mails" ADD COLUMN "signatures" text[] DEFAULT '{}' NOT NULL;--> statement-breakpoint
CREATE INDEX "mails_signatures" ON "mails" USING gin ("signatures");