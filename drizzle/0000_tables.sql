CREATE TABLE "conversations" (
	"id" uuid PRIMARY KEY NOT NULL,
	"type" text NOT NULL,
	"visibility" text NOT NULL,
	"report_id" uuid,
	"name" text,
	"icon" text,
	"created_by" uuid NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"seq" bigint NOT NULL,
	"last_message_id" uuid,
	"last_message_at" timestamp (3) with time zone,
	"member_count" integer NOT NULL,
	"preview_member_ids" uuid[] NOT NULL,
	"dm_key" text,
	CONSTRAINT "conversations_dm_key_unique" UNIQUE("dm_key"),
	CONSTRAINT "a dm has a key and a group has none" CHECK (("conversations"."type" = 'dm') = ("conversations"."dm_key" is not null)),
	CONSTRAINT "a dm is private" CHECK ("conversations"."type" = 'group' or "conversations"."visibility" = 'private')
);
--> statement-breakpoint
CREATE TABLE "members" (
	"conversation_id" uuid NOT NULL,
	"user_id" uuid NOT NULL,
	"role" text NOT NULL,
	"joined_at" timestamp (3) with time zone NOT NULL,
	"joined_seq" bigint NOT NULL,
	"join_order" integer DEFAULT 0 NOT NULL,
	"visible_from_seq" bigint DEFAULT 0 NOT NULL,
	"left_seq" bigint,
	"last_read_seq" bigint NOT NULL,
	"last_delivered_seq" bigint NOT NULL,
	"marked_unread_at" timestamp (3) with time zone,
	"archived_at" timestamp (3) with time zone,
	"muted_until" timestamp (3) with time zone,
	"pinned_at" timestamp (3) with time zone,
	"activity_at" timestamp (3) with time zone,
	"activity_seq" bigint,
	CONSTRAINT "members_conversation_id_user_id_pk" PRIMARY KEY("conversation_id","user_id")
);
--> statement-breakpoint
CREATE TABLE "events" (
	"position" bigint PRIMARY KEY NOT NULL,
	"nonce" text NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT clock_timestamp() NOT NULL,
	"event" text NOT NULL,
	"audience" text NOT NULL,
	"conversation_id" uuid,
	"seq" bigint,
	"subject_id" uuid,
	"payload" jsonb NOT NULL,
	"own" jsonb
);
--> statement-breakpoint
CREATE TABLE "logs" (
	"id" integer PRIMARY KEY NOT NULL,
	"epoch" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "outbox" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "outbox_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"event" text NOT NULL,
	"audience" text NOT NULL,
	"conversation_id" uuid,
	"seq" bigint,
	"subject_id" uuid,
	"payload" jsonb NOT NULL,
	"own" jsonb
);
--> statement-breakpoint
CREATE TABLE "rate_limits" (
	"key" text PRIMARY KEY NOT NULL,
	"points" integer DEFAULT 0 NOT NULL,
	"expire" bigint
);
--> statement-breakpoint
CREATE TABLE "messages" (
	"id" uuid PRIMARY KEY NOT NULL,
	"conversation_id" uuid NOT NULL,
	"seq" bigint NOT NULL,
	"sender_id" uuid NOT NULL,
	"client_message_id" text NOT NULL,
	"type" text NOT NULL,
	"content" text NOT NULL,
	"metadata" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"reply_to_id" uuid,
	"created_at" timestamp (3) with time zone NOT NULL,
	"edited_at" timestamp (3) with time zone,
	"deleted_at" timestamp (3) with time zone,
	"sent_hash" "bytea" NOT NULL,
	CONSTRAINT "messages_seq" UNIQUE("conversation_id","seq"),
	CONSTRAINT "messages_key" UNIQUE("sender_id","client_message_id")
);
--> statement-breakpoint
CREATE TABLE "reports" (
	"id" uuid PRIMARY KEY NOT NULL,
	"external_id" text NOT NULL,
	"kind" text NOT NULL,
	"title" text NOT NULL,
	"url" text NOT NULL,
	"owner_id" uuid NOT NULL,
	"metadata" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "reports_external_id_unique" UNIQUE("external_id")
);
--> statement-breakpoint
CREATE TABLE "sessions" (
	"id" text PRIMARY KEY NOT NULL,
	"user_id" uuid NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"last_used_at" timestamp (3) with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "users" (
	"id" uuid PRIMARY KEY NOT NULL,
	"external_id" text NOT NULL,
	"name" text NOT NULL,
	"avatar_url" text,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"search_name" text NOT NULL,
	"profile_at" timestamp (3) with time zone DEFAULT to_timestamp(0) NOT NULL,
	CONSTRAINT "users_external_id_unique" UNIQUE("external_id")
);
--> statement-breakpoint
ALTER TABLE "conversations" ADD CONSTRAINT "conversations_report_id_reports_id_fk" FOREIGN KEY ("report_id") REFERENCES "public"."reports"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "conversations" ADD CONSTRAINT "conversations_created_by_users_id_fk" FOREIGN KEY ("created_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "members" ADD CONSTRAINT "members_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "members" ADD CONSTRAINT "members_conversation_id_conversations_id_fk" FOREIGN KEY ("conversation_id") REFERENCES "public"."conversations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "messages" ADD CONSTRAINT "messages_conversation_id_conversations_id_fk" FOREIGN KEY ("conversation_id") REFERENCES "public"."conversations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "messages" ADD CONSTRAINT "messages_sender_id_users_id_fk" FOREIGN KEY ("sender_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "reports" ADD CONSTRAINT "reports_owner_id_users_id_fk" FOREIGN KEY ("owner_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sessions" ADD CONSTRAINT "sessions_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "conversations_report_id_index" ON "conversations" USING btree ("report_id");--> statement-breakpoint
CREATE INDEX "members_in_order" ON "members" USING btree ("conversation_id","joined_seq","join_order");--> statement-breakpoint
CREATE INDEX "members_inbox" ON "members" USING btree ("user_id",(pinned_at is not null) desc,activity_at desc,conversation_id desc) WHERE left_seq is null and archived_at is null and activity_at is not null;--> statement-breakpoint
CREATE INDEX "members_unread" ON "members" USING btree ("user_id",(pinned_at is not null) desc,activity_at desc,conversation_id desc) WHERE left_seq is null and archived_at is null and activity_at is not null
          and (last_read_seq < activity_seq or marked_unread_at is not null);--> statement-breakpoint
CREATE INDEX "members_archived" ON "members" USING btree ("user_id",(pinned_at is not null) desc,activity_at desc,conversation_id desc) WHERE left_seq is null and archived_at is not null and activity_at is not null;--> statement-breakpoint
CREATE INDEX "members_wide" ON "members" USING btree ("user_id") WHERE left_seq is null and activity_at is null;--> statement-breakpoint
CREATE INDEX "members_of_archived" ON "members" USING btree ("conversation_id") WHERE archived_at is not null;--> statement-breakpoint
CREATE INDEX "events_of_conversation" ON "events" USING btree ("conversation_id","seq") WHERE seq is not null;--> statement-breakpoint
CREATE INDEX "events_age" ON "events" USING btree ("created_at");--> statement-breakpoint
CREATE INDEX "outbox_conversation_id_seq_index" ON "outbox" USING btree ("conversation_id","seq");--> statement-breakpoint
CREATE INDEX "messages_reply_to_id_index" ON "messages" USING btree ("reply_to_id");--> statement-breakpoint
CREATE INDEX "reports_owner_id_index" ON "reports" USING btree ("owner_id");--> statement-breakpoint
CREATE INDEX "sessions_user_id_index" ON "sessions" USING btree ("user_id");--> statement-breakpoint
CREATE INDEX "sessions_last_used_at_index" ON "sessions" USING btree ("last_used_at");