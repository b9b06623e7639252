ALTER TABLE "worker_heartbeats" ADD COLUMN "decodes" boolean;--> statement-breakpoint
ALTER TABLE "worker_heartbeats" ADD COLUMN "decoder" text;