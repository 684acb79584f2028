ALTER TABLE "members" ADD COLUMN "withholds_reads" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "members" ADD COLUMN "told_read_seq" bigint;--> statement-breakpoint
ALTER TABLE "users" ADD COLUMN "receipts" boolean DEFAULT true NOT NULL;--> statement-breakpoint
ALTER TABLE "users" ADD COLUMN "presence" boolean DEFAULT true NOT NULL;--> statement-breakpoint
ALTER TABLE "users" ADD COLUMN "typing" boolean DEFAULT true NOT NULL;