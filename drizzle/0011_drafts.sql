ALTER TABLE "members" ADD COLUMN "draft" text;--> statement-breakpoint
ALTER TABLE "members" ADD COLUMN "draft_at" timestamp (3) with time zone;--> statement-breakpoint
CREATE INDEX "members_drafts" ON "members" USING btree ("user_id",draft_at desc) WHERE draft is not null;