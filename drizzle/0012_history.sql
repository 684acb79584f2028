ALTER TABLE "conversations" ADD COLUMN "history" text DEFAULT 'all' NOT NULL;--> statement-breakpoint
ALTER TABLE "events" ADD COLUMN "message_seq" bigint;--> statement-breakpoint
ALTER TABLE "outbox" ADD COLUMN "message_seq" bigint;--> statement-breakpoint
DROP FUNCTION IF EXISTS append_event(text, text, uuid, bigint, uuid, uuid, jsonb, text, jsonb, jsonb);