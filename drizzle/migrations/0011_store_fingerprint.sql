ALTER TABLE "media" ADD COLUMN "store_fingerprint" text;--> statement-breakpoint
ALTER TABLE "secure_uploads" ADD COLUMN "store_fingerprint" text;