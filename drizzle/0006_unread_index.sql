CREATE INDEX "messages_unread" ON "messages" USING btree ("conversation_id","seq") WHERE type <> 'system' and deleted_at is null;--> statement-breakpoint
-- It takes an argument now.
DROP FUNCTION IF EXISTS "sequence_batch"();