CREATE TABLE "account_claims" (
	"id" text PRIMARY KEY NOT NULL,
	"person_id" text NOT NULL,
	"conversation_id" text NOT NULL,
	"account_id" text,
	"at" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "accounts" (
	"id" text PRIMARY KEY NOT NULL,
	"reference" text NOT NULL,
	"reference_key" text NOT NULL,
	"name" text NOT NULL,
	"plan" text NOT NULL,
	"domains" text[] NOT NULL,
	"updated_at" bigint NOT NULL,
	"version" bigint,
	"source" text NOT NULL,
	"removed_at" bigint,
	CONSTRAINT "accounts_reference_unique" UNIQUE("reference")
);
--> statement-breakpoint
CREATE TABLE "contacts" (
	"id" text PRIMARY KEY NOT NULL,
	"account_id" text NOT NULL,
	"address" text NOT NULL,
	"address_key" text NOT NULL,
	"name" text NOT NULL,
	"permissions" text[] NOT NULL,
	"removed_at" bigint,
	CONSTRAINT "contacts_account_address" UNIQUE("account_id","address_key")
);
--> statement-breakpoint
CREATE TABLE "customer_events" (
	"id" text PRIMARY KEY NOT NULL,
	"at" bigint NOT NULL
);
--> statement-breakpoint
CREATE INDEX "account_claims_conversation" ON "account_claims" USING btree ("conversation_id","at");--> statement-breakpoint
CREATE INDEX "account_claims_person" ON "account_claims" USING btree ("person_id","at");--> statement-breakpoint
CREATE INDEX "account_claims_account" ON "account_claims" USING btree ("account_id","at") WHERE "account_claims"."account_id" is not null;--> statement-breakpoint
CREATE INDEX "accounts_reference_key" ON "accounts" USING btree ("reference_key");--> statement-breakpoint
CREATE INDEX "accounts_domains" ON "accounts" USING gin ("domains");--> statement-breakpoint
CREATE INDEX "contacts_address_key" ON "contacts" USING btree ("address_key");--> statement-breakpoint
CREATE INDEX "customer_events_at" ON "customer_events" USING btree ("at");