CREATE TABLE "api_keys" (
	"id" uuid DEFAULT gen_random_uuid() NOT NULL,
	"team_id" uuid NOT NULL,
	"name" text NOT NULL,
	"prefix" text NOT NULL,
	"key_hash" text NOT NULL,
	"scopes" text[] NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"last_used_at" timestamp (3) with time zone,
	"revoked_at" timestamp (3) with time zone,
	CONSTRAINT "api_keys_team_id_id_pk" PRIMARY KEY("team_id","id"),
	CONSTRAINT "api_keys_hash" UNIQUE("key_hash"),
	CONSTRAINT "api_keys_scopes" CHECK ("api_keys"."scopes" <@ array['read', 'submit', 'delete'])
);
--> statement-breakpoint
CREATE TABLE "audit_events" (
	"id" bigint GENERATED ALWAYS AS IDENTITY (sequence name "audit_events_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"team_id" uuid NOT NULL,
	"type" text NOT NULL,
	"actor_kind" text NOT NULL,
	"actor_id" uuid,
	"channel" text NOT NULL,
	"case_id" uuid,
	"facts" jsonb NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "audit_events_team_id_id_pk" PRIMARY KEY("team_id","id")
);
--> statement-breakpoint
CREATE TABLE "cases" (
	"id" uuid DEFAULT gen_random_uuid() NOT NULL,
	"team_id" uuid NOT NULL,
	"number" integer NOT NULL,
	"state" text NOT NULL,
	"retention" text DEFAULT 'keep' NOT NULL,
	"media_type" text,
	"title" text NOT NULL,
	"source" text NOT NULL,
	"source_url" text,
	"submitted_by_kind" text NOT NULL,
	"submitted_by_id" uuid,
	"verdict_label" text,
	"verdict_score" double precision,
	"failure" text,
	"claimed_by" uuid,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"decided_at" timestamp (3) with time zone,
	CONSTRAINT "cases_team_id_id_pk" PRIMARY KEY("team_id","id"),
	CONSTRAINT "cases_number" UNIQUE("team_id","number"),
	CONSTRAINT "cases_state_known" CHECK ("cases"."state" in ('analysing', 'waiting', 'claimed', 'decided', 'closed', 'failed')),
	CONSTRAINT "cases_retention_known" CHECK ("cases"."retention" in ('keep', 'due', 'purging', 'purged')),
	CONSTRAINT "cases_failure_said" CHECK (("cases"."state" = 'failed') = ("cases"."failure" is not null)),
	CONSTRAINT "cases_score_range" CHECK ("cases"."verdict_score" between 0 and 1)
);
--> statement-breakpoint
CREATE TABLE "decisions" (
	"id" uuid DEFAULT gen_random_uuid() NOT NULL,
	"team_id" uuid NOT NULL,
	"case_id" uuid NOT NULL,
	"finding" text NOT NULL,
	"reason" text NOT NULL,
	"decided_by" uuid NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"undone_at" timestamp (3) with time zone,
	CONSTRAINT "decisions_team_id_id_pk" PRIMARY KEY("team_id","id"),
	CONSTRAINT "decisions_reason_given" CHECK (length(trim("decisions"."reason")) > 0),
	CONSTRAINT "decisions_finding_known" CHECK ("decisions"."finding" in ('synthetic', 'manipulated', 'authentic', 'cheap_edit', 'inconclusive', 'not_assessable'))
);
--> statement-breakpoint
CREATE TABLE "detections" (
	"id" uuid DEFAULT gen_random_uuid() NOT NULL,
	"team_id" uuid NOT NULL,
	"case_id" uuid NOT NULL,
	"detector" text NOT NULL,
	"status" text DEFAULT 'processing' NOT NULL,
	"parameters" jsonb NOT NULL,
	"result" jsonb,
	"label" text,
	"score" double precision,
	"error_message" text,
	"progress" double precision DEFAULT 0 NOT NULL,
	"stage" text,
	"idempotency_key" text,
	"idempotency_hash" text,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"completed_at" timestamp (3) with time zone,
	CONSTRAINT "detections_team_id_id_pk" PRIMARY KEY("team_id","id"),
	CONSTRAINT "detections_status_known" CHECK ("detections"."status" in ('processing', 'completed', 'failed')),
	CONSTRAINT "detections_failure_said" CHECK (("detections"."status" = 'failed') = ("detections"."error_message" is not null)),
	CONSTRAINT "detections_result_kept" CHECK ("detections"."status" <> 'completed' or "detections"."result" is not null)
);
--> statement-breakpoint
CREATE TABLE "evidence" (
	"id" uuid DEFAULT gen_random_uuid() NOT NULL,
	"team_id" uuid NOT NULL,
	"case_id" uuid NOT NULL,
	"detection_id" uuid NOT NULL,
	"position" integer NOT NULL,
	"check" text NOT NULL,
	"title" text NOT NULL,
	"family" text NOT NULL,
	"points" text NOT NULL,
	"status" text NOT NULL,
	"llr" double precision NOT NULL,
	"strong" boolean NOT NULL,
	"explain" text NOT NULL,
	"does_not_show" text NOT NULL,
	"facts" jsonb NOT NULL,
	"region" jsonb,
	"time" jsonb,
	"map_media_id" uuid,
	"map_caption" text,
	CONSTRAINT "evidence_team_id_id_pk" PRIMARY KEY("team_id","id")
);
--> statement-breakpoint
CREATE TABLE "media" (
	"id" uuid DEFAULT gen_random_uuid() NOT NULL,
	"team_id" uuid NOT NULL,
	"case_id" uuid NOT NULL,
	"copy" text NOT NULL,
	"store" text NOT NULL,
	"store_key" text NOT NULL,
	"media_type" text NOT NULL,
	"content_type" text NOT NULL,
	"filename" text NOT NULL,
	"size_bytes" bigint NOT NULL,
	"sha256" text NOT NULL,
	"width" integer,
	"height" integer,
	"duration_seconds" double precision,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"deleted_at" timestamp (3) with time zone,
	CONSTRAINT "media_team_id_id_pk" PRIMARY KEY("team_id","id"),
	CONSTRAINT "media_store_key" UNIQUE("store","store_key"),
	CONSTRAINT "media_size" CHECK ("media"."size_bytes" > 0)
);
--> statement-breakpoint
CREATE TABLE "members" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"email" text NOT NULL,
	"name" text NOT NULL,
	"password_hash" text NOT NULL,
	"deactivated_at" timestamp (3) with time zone,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "members_email_unique" UNIQUE("email"),
	CONSTRAINT "members_email_lower" CHECK ("members"."email" = lower("members"."email"))
);
--> statement-breakpoint
CREATE TABLE "memberships" (
	"team_id" uuid NOT NULL,
	"member_id" uuid NOT NULL,
	"role" text NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "memberships_team_id_member_id_pk" PRIMARY KEY("team_id","member_id"),
	CONSTRAINT "memberships_role" CHECK ("memberships"."role" in ('moderator', 'manager', 'admin'))
);
--> statement-breakpoint
CREATE TABLE "sessions" (
	"id" uuid PRIMARY KEY NOT NULL,
	"team_id" uuid NOT NULL,
	"member_id" uuid NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"expires_at" timestamp (3) with time zone NOT NULL,
	"revoked_at" timestamp (3) with time zone
);
--> statement-breakpoint
CREATE TABLE "setup_links" (
	"token_hash" text PRIMARY KEY NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"used_at" timestamp (3) with time zone
);
--> statement-breakpoint
CREATE TABLE "sign_in_failures" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"subject_hash" text NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "teams" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"name" text NOT NULL,
	"next_case_number" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
ALTER TABLE "api_keys" ADD CONSTRAINT "api_keys_team_id_teams_id_fk" FOREIGN KEY ("team_id") REFERENCES "public"."teams"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "audit_events" ADD CONSTRAINT "audit_events_team_id_teams_id_fk" FOREIGN KEY ("team_id") REFERENCES "public"."teams"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "cases" ADD CONSTRAINT "cases_team_id_teams_id_fk" FOREIGN KEY ("team_id") REFERENCES "public"."teams"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "cases" ADD CONSTRAINT "cases_claimed_by_members_id_fk" FOREIGN KEY ("claimed_by") REFERENCES "public"."members"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "decisions" ADD CONSTRAINT "decisions_decided_by_members_id_fk" FOREIGN KEY ("decided_by") REFERENCES "public"."members"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "decisions" ADD CONSTRAINT "decisions_team_id_case_id_cases_team_id_id_fk" FOREIGN KEY ("team_id","case_id") REFERENCES "public"."cases"("team_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "detections" ADD CONSTRAINT "detections_team_id_case_id_cases_team_id_id_fk" FOREIGN KEY ("team_id","case_id") REFERENCES "public"."cases"("team_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "evidence" ADD CONSTRAINT "evidence_team_id_detection_id_detections_team_id_id_fk" FOREIGN KEY ("team_id","detection_id") REFERENCES "public"."detections"("team_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "evidence" ADD CONSTRAINT "evidence_team_id_map_media_id_media_team_id_id_fk" FOREIGN KEY ("team_id","map_media_id") REFERENCES "public"."media"("team_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "media" ADD CONSTRAINT "media_team_id_case_id_cases_team_id_id_fk" FOREIGN KEY ("team_id","case_id") REFERENCES "public"."cases"("team_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "memberships" ADD CONSTRAINT "memberships_team_id_teams_id_fk" FOREIGN KEY ("team_id") REFERENCES "public"."teams"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "memberships" ADD CONSTRAINT "memberships_member_id_members_id_fk" FOREIGN KEY ("member_id") REFERENCES "public"."members"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sessions" ADD CONSTRAINT "sessions_team_id_teams_id_fk" FOREIGN KEY ("team_id") REFERENCES "public"."teams"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sessions" ADD CONSTRAINT "sessions_member_id_members_id_fk" FOREIGN KEY ("member_id") REFERENCES "public"."members"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "api_keys_name" ON "api_keys" USING btree ("team_id","name") WHERE "api_keys"."revoked_at" is null;--> statement-breakpoint
CREATE INDEX "audit_events_case" ON "audit_events" USING btree ("team_id","case_id","id" DESC NULLS LAST) WHERE "audit_events"."case_id" is not null;--> statement-breakpoint
CREATE INDEX "audit_events_type" ON "audit_events" USING btree ("team_id","type","id" DESC NULLS LAST);--> statement-breakpoint
CREATE INDEX "cases_state" ON "cases" USING btree ("team_id","state","number" DESC NULLS LAST);--> statement-breakpoint
CREATE INDEX "decisions_case" ON "decisions" USING btree ("team_id","case_id","created_at");--> statement-breakpoint
CREATE UNIQUE INDEX "detections_idempotency" ON "detections" USING btree ("team_id","idempotency_key") WHERE "detections"."idempotency_key" is not null;--> statement-breakpoint
CREATE INDEX "detections_case" ON "detections" USING btree ("team_id","case_id");--> statement-breakpoint
CREATE INDEX "detections_created" ON "detections" USING btree ("team_id","created_at" DESC NULLS LAST,"id" DESC NULLS LAST);--> statement-breakpoint
CREATE UNIQUE INDEX "evidence_position" ON "evidence" USING btree ("team_id","detection_id","position");--> statement-breakpoint
CREATE INDEX "media_case" ON "media" USING btree ("team_id","case_id");--> statement-breakpoint
CREATE INDEX "media_sha256" ON "media" USING btree ("team_id","sha256");--> statement-breakpoint
CREATE INDEX "memberships_member" ON "memberships" USING btree ("member_id");--> statement-breakpoint
CREATE INDEX "sessions_member" ON "sessions" USING btree ("member_id");--> statement-breakpoint
CREATE INDEX "sign_in_failures_subject" ON "sign_in_failures" USING btree ("subject_hash","created_at");--> statement-breakpoint
CREATE UNIQUE INDEX "teams_name_key" ON "teams" USING btree (lower("name"));