CREATE TABLE "api_key_rates" (
	"team_id" uuid NOT NULL,
	"key_id" uuid NOT NULL,
	"left" double precision NOT NULL,
	"filled_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "api_key_rates_team_id_key_id_pk" PRIMARY KEY("team_id","key_id")
);
--> statement-breakpoint
CREATE TABLE "batches" (
	"id" uuid DEFAULT gen_random_uuid() NOT NULL,
	"team_id" uuid NOT NULL,
	"total_files" integer NOT NULL,
	"idempotency_key" text,
	"idempotency_hash" text,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "batches_team_id_id_pk" PRIMARY KEY("team_id","id"),
	CONSTRAINT "batches_not_empty" CHECK ("batches"."total_files" > 0)
);
--> statement-breakpoint
CREATE TABLE "callback_attempts" (
	"id" uuid DEFAULT gen_random_uuid() NOT NULL,
	"team_id" uuid NOT NULL,
	"callback_id" uuid NOT NULL,
	"number" integer NOT NULL,
	"status" integer,
	"failure" text,
	"milliseconds" integer,
	"started_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "callback_attempts_team_id_id_pk" PRIMARY KEY("team_id","id")
);
--> statement-breakpoint
CREATE TABLE "callbacks" (
	"id" uuid DEFAULT gen_random_uuid() NOT NULL,
	"team_id" uuid NOT NULL,
	"detection_id" uuid,
	"batch_id" uuid,
	"intelligence_id" uuid,
	"url" text NOT NULL,
	"wait_for_intelligence" boolean,
	"status" text DEFAULT 'waiting' NOT NULL,
	"attempts" integer DEFAULT 0 NOT NULL,
	"leased_until" timestamp (3) with time zone,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"ended_at" timestamp (3) with time zone,
	CONSTRAINT "callbacks_team_id_id_pk" PRIMARY KEY("team_id","id"),
	CONSTRAINT "callbacks_of_one" CHECK (num_nonnulls("callbacks"."detection_id", "callbacks"."batch_id", "callbacks"."intelligence_id") = 1),
	CONSTRAINT "callbacks_status_known" CHECK ("callbacks"."status" in ('waiting', 'due', 'delivered', 'failed')),
	CONSTRAINT "callbacks_ended" CHECK (("callbacks"."status" in ('delivered', 'failed')) = ("callbacks"."ended_at" is not null))
);
--> statement-breakpoint
CREATE TABLE "feedback" (
	"id" uuid DEFAULT gen_random_uuid() NOT NULL,
	"team_id" uuid NOT NULL,
	"detection_id" uuid NOT NULL,
	"given_by_kind" text NOT NULL,
	"given_by_id" uuid NOT NULL,
	"type" text NOT NULL,
	"comment" text,
	"source" text NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "feedback_team_id_id_pk" PRIMARY KEY("team_id","id"),
	CONSTRAINT "feedback_giver" UNIQUE("team_id","detection_id","given_by_id"),
	CONSTRAINT "feedback_comment_length" CHECK (length("feedback"."comment") <= 1000),
	CONSTRAINT "feedback_source_length" CHECK (length("feedback"."source") <= 64)
);
--> statement-breakpoint
CREATE TABLE "intelligences" (
	"id" uuid DEFAULT gen_random_uuid() NOT NULL,
	"team_id" uuid NOT NULL,
	"detection_id" uuid NOT NULL,
	"status" text DEFAULT 'processing' NOT NULL,
	"description" jsonb,
	"error_message" text,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "intelligences_team_id_id_pk" PRIMARY KEY("team_id","id"),
	CONSTRAINT "intelligences_detection" UNIQUE("team_id","detection_id"),
	CONSTRAINT "intelligences_status_known" CHECK ("intelligences"."status" in ('processing', 'completed', 'failed')),
	CONSTRAINT "intelligences_described" CHECK (("intelligences"."status" = 'completed') = ("intelligences"."description" is not null)),
	CONSTRAINT "intelligences_failure_said" CHECK (("intelligences"."status" = 'failed') = ("intelligences"."error_message" is not null))
);
--> statement-breakpoint
CREATE TABLE "questions" (
	"id" uuid DEFAULT gen_random_uuid() NOT NULL,
	"team_id" uuid NOT NULL,
	"detection_id" uuid NOT NULL,
	"asked_by_kind" text NOT NULL,
	"asked_by_id" uuid,
	"query" text NOT NULL,
	"status" text DEFAULT 'pending' NOT NULL,
	"answer" text,
	"error_message" text,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "questions_team_id_id_pk" PRIMARY KEY("team_id","id"),
	CONSTRAINT "questions_status_known" CHECK ("questions"."status" in ('pending', 'processing', 'completed', 'failed')),
	CONSTRAINT "questions_answered" CHECK (("questions"."status" = 'completed') = ("questions"."answer" is not null)),
	CONSTRAINT "questions_failure_said" CHECK (("questions"."status" = 'failed') = ("questions"."error_message" is not null))
);
--> statement-breakpoint
CREATE TABLE "source_tracings" (
	"id" uuid DEFAULT gen_random_uuid() NOT NULL,
	"team_id" uuid NOT NULL,
	"detection_id" uuid NOT NULL,
	"label" text,
	"error_message" text,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "source_tracings_team_id_id_pk" PRIMARY KEY("team_id","id"),
	CONSTRAINT "source_tracings_detection" UNIQUE("team_id","detection_id"),
	CONSTRAINT "source_tracings_said" CHECK (("source_tracings"."label" is null) <> ("source_tracings"."error_message" is null))
);
--> statement-breakpoint
CREATE TABLE "secure_uploads" (
	"id" uuid DEFAULT gen_random_uuid() NOT NULL,
	"team_id" uuid NOT NULL,
	"store" text NOT NULL,
	"store_key" text NOT NULL,
	"media_type" text NOT NULL,
	"content_type" text NOT NULL,
	"filename" text,
	"size_bytes" bigint NOT NULL,
	"sha256" text NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"expires_at" timestamp (3) with time zone NOT NULL,
	"used_at" timestamp (3) with time zone,
	CONSTRAINT "secure_uploads_team_id_id_pk" PRIMARY KEY("team_id","id"),
	CONSTRAINT "secure_uploads_store_key" UNIQUE("team_id","store","store_key"),
	CONSTRAINT "secure_uploads_name" CHECK (("secure_uploads"."used_at" is null) = ("secure_uploads"."filename" is not null)),
	CONSTRAINT "secure_uploads_size" CHECK ("secure_uploads"."size_bytes" > 0)
);
--> statement-breakpoint
DROP INDEX "detections_created";--> statement-breakpoint
ALTER TABLE "cases" ADD COLUMN "zero_retention" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "cases" ADD COLUMN "file_deleted_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "cases" ADD COLUMN "withdrawn_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "detections" ADD COLUMN "batch_id" uuid;--> statement-breakpoint
ALTER TABLE "detections" ADD COLUMN "deleted_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "teams" ADD COLUMN "callback_secret" text;--> statement-breakpoint
ALTER TABLE "api_key_rates" ADD CONSTRAINT "api_key_rates_team_id_key_id_api_keys_team_id_id_fk" FOREIGN KEY ("team_id","key_id") REFERENCES "public"."api_keys"("team_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "batches" ADD CONSTRAINT "batches_team_id_teams_id_fk" FOREIGN KEY ("team_id") REFERENCES "public"."teams"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "callback_attempts" ADD CONSTRAINT "callback_attempts_team_id_callback_id_callbacks_team_id_id_fk" FOREIGN KEY ("team_id","callback_id") REFERENCES "public"."callbacks"("team_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "callbacks" ADD CONSTRAINT "callbacks_team_id_teams_id_fk" FOREIGN KEY ("team_id") REFERENCES "public"."teams"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "callbacks" ADD CONSTRAINT "callbacks_team_id_detection_id_detections_team_id_id_fk" FOREIGN KEY ("team_id","detection_id") REFERENCES "public"."detections"("team_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "callbacks" ADD CONSTRAINT "callbacks_team_id_batch_id_batches_team_id_id_fk" FOREIGN KEY ("team_id","batch_id") REFERENCES "public"."batches"("team_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "callbacks" ADD CONSTRAINT "callbacks_team_id_intelligence_id_intelligences_team_id_id_fk" FOREIGN KEY ("team_id","intelligence_id") REFERENCES "public"."intelligences"("team_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "feedback" ADD CONSTRAINT "feedback_team_id_detection_id_detections_team_id_id_fk" FOREIGN KEY ("team_id","detection_id") REFERENCES "public"."detections"("team_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "intelligences" ADD CONSTRAINT "intelligences_team_id_detection_id_detections_team_id_id_fk" FOREIGN KEY ("team_id","detection_id") REFERENCES "public"."detections"("team_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "questions" ADD CONSTRAINT "questions_team_id_detection_id_detections_team_id_id_fk" FOREIGN KEY ("team_id","detection_id") REFERENCES "public"."detections"("team_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "source_tracings" ADD CONSTRAINT "source_tracings_team_id_detection_id_detections_team_id_id_fk" FOREIGN KEY ("team_id","detection_id") REFERENCES "public"."detections"("team_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "secure_uploads" ADD CONSTRAINT "secure_uploads_team_id_teams_id_fk" FOREIGN KEY ("team_id") REFERENCES "public"."teams"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "batches_idempotency" ON "batches" USING btree ("team_id","idempotency_key") WHERE "batches"."idempotency_key" is not null;--> statement-breakpoint
CREATE INDEX "batches_created" ON "batches" USING btree ("team_id","created_at" DESC NULLS LAST);--> statement-breakpoint
CREATE UNIQUE INDEX "callback_attempts_number" ON "callback_attempts" USING btree ("team_id","callback_id","number");--> statement-breakpoint
CREATE INDEX "callbacks_detection" ON "callbacks" USING btree ("team_id","detection_id");--> statement-breakpoint
CREATE INDEX "callbacks_batch" ON "callbacks" USING btree ("team_id","batch_id");--> statement-breakpoint
CREATE INDEX "callbacks_intelligence" ON "callbacks" USING btree ("team_id","intelligence_id");--> statement-breakpoint
CREATE INDEX "callbacks_created" ON "callbacks" USING btree ("team_id","created_at" DESC NULLS LAST,"id" DESC NULLS LAST);--> statement-breakpoint
CREATE INDEX "intelligences_created" ON "intelligences" USING btree ("team_id","created_at" DESC NULLS LAST,"id" DESC NULLS LAST);--> statement-breakpoint
CREATE INDEX "questions_detection" ON "questions" USING btree ("team_id","detection_id","created_at");--> statement-breakpoint
CREATE INDEX "source_tracings_created" ON "source_tracings" USING btree ("team_id","created_at" DESC NULLS LAST,"id" DESC NULLS LAST);--> statement-breakpoint
CREATE INDEX "secure_uploads_unused" ON "secure_uploads" USING btree ("team_id","expires_at") WHERE "secure_uploads"."used_at" is null;--> statement-breakpoint
ALTER TABLE "detections" ADD CONSTRAINT "detections_team_id_batch_id_batches_team_id_id_fk" FOREIGN KEY ("team_id","batch_id") REFERENCES "public"."batches"("team_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "cases_to_purge" ON "cases" USING btree ("team_id","id") WHERE "cases"."retention" in ('due', 'purging');--> statement-breakpoint
CREATE INDEX "detections_batch" ON "detections" USING btree ("team_id","batch_id") WHERE "detections"."batch_id" is not null;--> statement-breakpoint
CREATE INDEX "detections_created" ON "detections" USING btree ("team_id","created_at" DESC NULLS LAST,"id" DESC NULLS LAST) WHERE "detections"."deleted_at" is null;--> statement-breakpoint
ALTER TABLE "cases" ADD CONSTRAINT "cases_purged_proved" CHECK (("cases"."retention" = 'purged') = ("cases"."file_deleted_at" is not null));--> statement-breakpoint
ALTER TABLE "cases" ADD CONSTRAINT "cases_withdrawn_closed" CHECK ("cases"."withdrawn_at" is null or "cases"."state" = 'closed');