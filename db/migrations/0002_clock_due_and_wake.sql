DROP INDEX "conversations_next_wake_at";--> statement-breakpoint
ALTER TABLE "conversations" ADD COLUMN "clock_due_at" bigint;--> statement-breakpoint
CREATE INDEX "conversations_wake" ON "conversations" USING btree ("next_wake_at","id") WHERE "conversations"."next_wake_at" is not null;--> statement-breakpoint
CREATE INDEX "conversations_clock_due" ON "conversations" USING btree ("desk","clock_due_at") WHERE "conversations"."clock_due_at" is not null;--> statement-breakpoint
UPDATE "conversations" SET "clock_due_at" = (
  SELECT min((clock->>'dueAt')::numeric)::bigint FROM jsonb_array_elements(state->'clocks'->'all') AS clock
  WHERE clock->>'fulfilledAt' IS NULL AND clock->>'cancelledAt' IS NULL AND clock->>'endedAt' IS NULL
) WHERE "status" = 'open';
