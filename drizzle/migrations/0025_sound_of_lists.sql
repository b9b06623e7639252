ALTER TABLE "known_media" DROP CONSTRAINT "known_media_kind";--> statement-breakpoint
DROP INDEX "known_media_once";--> statement-breakpoint
DROP INDEX "known_media_hash";--> statement-breakpoint
ALTER TABLE "known_media" ADD COLUMN "seconds" double precision;--> statement-breakpoint
CREATE INDEX "known_media_sound" ON "known_media" USING btree ("team_id","id") WHERE "known_media"."kind" = 'chromaprint';--> statement-breakpoint
CREATE UNIQUE INDEX "known_media_once" ON "known_media" USING btree ("team_id","list_id","kind",sha256("hash"::bytea));--> statement-breakpoint
CREATE INDEX "known_media_hash" ON "known_media" USING btree ("team_id","hash") WHERE "known_media"."kind" = 'sha256';--> statement-breakpoint
ALTER TABLE "known_media" ADD CONSTRAINT "known_media_kind" CHECK (("known_media"."kind" = 'pdq') = ("known_media"."pdq" is not null) and ("known_media"."kind" = 'chromaprint') = ("known_media"."seconds" is not null)
        and "known_media"."kind" in ('pdq', 'sha256', 'chromaprint'));