CREATE TABLE "presence_devices" (
	"process_id" uuid NOT NULL,
	"user_id" uuid NOT NULL,
	"device" text NOT NULL,
	"is_active" boolean NOT NULL,
	CONSTRAINT "presence_devices_process_id_user_id_device_pk" PRIMARY KEY("process_id","user_id","device")
);
--> statement-breakpoint
CREATE TABLE "presence_processes" (
	"id" uuid PRIMARY KEY NOT NULL,
	"alive_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "presences" (
	"user_id" uuid PRIMARY KEY NOT NULL,
	"status" text NOT NULL,
	"last_seen_at" timestamp (3) with time zone
);
--> statement-breakpoint
CREATE INDEX "presence_devices_user_id_index" ON "presence_devices" USING btree ("user_id");--> statement-breakpoint
ALTER TABLE presence_processes SET UNLOGGED;--> statement-breakpoint
ALTER TABLE presence_devices SET UNLOGGED;--> statement-breakpoint
ALTER TABLE presences SET UNLOGGED;
