ALTER TABLE "api_keys" DROP CONSTRAINT "api_keys_hash";--> statement-breakpoint
ALTER TABLE "media" DROP CONSTRAINT "media_store_key";--> statement-breakpoint
ALTER TABLE "sessions" DROP CONSTRAINT "sessions_pkey";--> statement-breakpoint
ALTER TABLE "sessions" ADD CONSTRAINT "sessions_team_id_id_pk" PRIMARY KEY("team_id","id");--> statement-breakpoint
CREATE INDEX "api_keys_by_hash" ON "api_keys" USING btree ("key_hash");--> statement-breakpoint
CREATE UNIQUE INDEX "media_original" ON "media" USING btree ("team_id","case_id") WHERE "media"."copy" = 'original';--> statement-breakpoint
CREATE INDEX "sessions_by_id" ON "sessions" USING btree ("id");--> statement-breakpoint
ALTER TABLE "api_keys" ADD CONSTRAINT "api_keys_hash" UNIQUE("team_id","key_hash");--> statement-breakpoint
ALTER TABLE "media" ADD CONSTRAINT "media_store_key" UNIQUE("team_id","store","store_key");