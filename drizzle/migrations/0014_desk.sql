CREATE TABLE "desk_settings" (
	"team_id" uuid NOT NULL,
	"blur" boolean DEFAULT false NOT NULL,
	"grey" boolean DEFAULT false NOT NULL,
	"mute" boolean DEFAULT false NOT NULL,
	"judge_first" boolean DEFAULT false NOT NULL,
	"daily_budget" integer,
	"break_after" integer,
	"claim_seconds" integer DEFAULT 300 NOT NULL,
	"grace_seconds" integer DEFAULT 60 NOT NULL,
	"policy_id" uuid,
	"updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "desk_settings_team_id_pk" PRIMARY KEY("team_id"),
	CONSTRAINT "desk_settings_claim" CHECK ("desk_settings"."claim_seconds" between 30 and 3600),
	CONSTRAINT "desk_settings_grace" CHECK ("desk_settings"."grace_seconds" between 0 and 3600)
);
--> statement-breakpoint
CREATE TABLE "exhibits" (
	"id" uuid DEFAULT gen_random_uuid() NOT NULL,
	"team_id" uuid NOT NULL,
	"case_id" uuid NOT NULL,
	"detection_id" uuid,
	"label" text NOT NULL,
	"track" text NOT NULL,
	"start_seconds" double precision,
	"end_seconds" double precision,
	"region" jsonb,
	"evidence_id" uuid,
	"note" text DEFAULT '' NOT NULL,
	"created_by" uuid NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"removed_at" timestamp (3) with time zone,
	CONSTRAINT "exhibits_team_id_id_pk" PRIMARY KEY("team_id","id"),
	CONSTRAINT "exhibits_track" CHECK ("exhibits"."track" in ('picture', 'sound', 'file')),
	CONSTRAINT "exhibits_span" CHECK ("exhibits"."start_seconds" is null or "exhibits"."end_seconds" >= "exhibits"."start_seconds")
);
--> statement-breakpoint
CREATE TABLE "exposures" (
	"team_id" uuid NOT NULL,
	"member_id" uuid NOT NULL,
	"day" date NOT NULL,
	"seconds" integer DEFAULT 0 NOT NULL,
	CONSTRAINT "exposures_team_id_member_id_day_pk" PRIMARY KEY("team_id","member_id","day")
);
--> statement-breakpoint
CREATE TABLE "impressions" (
	"team_id" uuid NOT NULL,
	"case_id" uuid NOT NULL,
	"member_id" uuid NOT NULL,
	"finding" text NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "impressions_team_id_case_id_member_id_pk" PRIMARY KEY("team_id","case_id","member_id")
);
--> statement-breakpoint
CREATE TABLE "member_preferences" (
	"team_id" uuid NOT NULL,
	"member_id" uuid NOT NULL,
	"blur" boolean,
	"grey" boolean,
	"mute" boolean,
	"judge_first" boolean,
	"daily_budget" integer,
	"keys" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "member_preferences_team_id_member_id_pk" PRIMARY KEY("team_id","member_id")
);
--> statement-breakpoint
CREATE TABLE "mention_reads" (
	"team_id" uuid NOT NULL,
	"member_id" uuid NOT NULL,
	"note_id" uuid NOT NULL,
	"read_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "mention_reads_team_id_member_id_note_id_pk" PRIMARY KEY("team_id","member_id","note_id")
);
--> statement-breakpoint
CREATE TABLE "notes" (
	"id" uuid DEFAULT gen_random_uuid() NOT NULL,
	"team_id" uuid NOT NULL,
	"case_id" uuid NOT NULL,
	"body" text NOT NULL,
	"mentions" uuid[] DEFAULT '{}' NOT NULL,
	"written_by" uuid NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"removed_at" timestamp (3) with time zone,
	CONSTRAINT "notes_team_id_id_pk" PRIMARY KEY("team_id","id")
);
--> statement-breakpoint
CREATE TABLE "reviews" (
	"id" uuid DEFAULT gen_random_uuid() NOT NULL,
	"team_id" uuid NOT NULL,
	"case_id" uuid NOT NULL,
	"decision_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"asked_by_kind" text NOT NULL,
	"asked_by_id" uuid,
	"reason" text DEFAULT '' NOT NULL,
	"status" text DEFAULT 'open' NOT NULL,
	"reviewer" uuid,
	"new_decision_id" uuid,
	"answered_at" timestamp (3) with time zone,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "reviews_team_id_id_pk" PRIMARY KEY("team_id","id"),
	CONSTRAINT "reviews_kind" CHECK ("reviews"."kind" in ('second_review', 'appeal')),
	CONSTRAINT "reviews_status" CHECK ("reviews"."status" in ('open', 'upheld', 'overruled', 'withdrawn')),
	CONSTRAINT "reviews_answered" CHECK (("reviews"."status" in ('upheld', 'overruled')) = ("reviews"."reviewer" is not null))
);
--> statement-breakpoint
CREATE TABLE "source_triage" (
	"team_id" uuid NOT NULL,
	"case_id" uuid NOT NULL,
	"address_hash" text NOT NULL,
	"judgement" text NOT NULL,
	"judged_by" uuid NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "source_triage_team_id_case_id_address_hash_pk" PRIMARY KEY("team_id","case_id","address_hash"),
	CONSTRAINT "source_triage_judgement" CHECK ("source_triage"."judgement" in ('same', 'derived', 'unrelated', 'original'))
);
--> statement-breakpoint
CREATE TABLE "policies" (
	"id" uuid DEFAULT gen_random_uuid() NOT NULL,
	"team_id" uuid NOT NULL,
	"name" text NOT NULL,
	"archived_at" timestamp (3) with time zone,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "policies_team_id_id_pk" PRIMARY KEY("team_id","id")
);
--> statement-breakpoint
CREATE TABLE "policy_versions" (
	"team_id" uuid NOT NULL,
	"policy_id" uuid NOT NULL,
	"version" integer NOT NULL,
	"words" text NOT NULL,
	"rules" jsonb NOT NULL,
	"created_by" uuid,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "policy_versions_team_id_policy_id_version_pk" PRIMARY KEY("team_id","policy_id","version"),
	CONSTRAINT "policy_versions_number" CHECK ("policy_versions"."version" >= 1)
);
--> statement-breakpoint
CREATE TABLE "case_skips" (
	"team_id" uuid NOT NULL,
	"case_id" uuid NOT NULL,
	"member_id" uuid NOT NULL,
	"reason" text NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "case_skips_team_id_member_id_case_id_pk" PRIMARY KEY("team_id","member_id","case_id"),
	CONSTRAINT "case_skips_reason" CHECK ("case_skips"."reason" in ('distressing', 'language', 'expertise', 'conflict', 'other'))
);
--> statement-breakpoint
CREATE TABLE "queues" (
	"id" uuid DEFAULT gen_random_uuid() NOT NULL,
	"team_id" uuid NOT NULL,
	"name" text NOT NULL,
	"description" text DEFAULT '' NOT NULL,
	"position" integer DEFAULT 0 NOT NULL,
	"is_default" boolean DEFAULT false NOT NULL,
	"ordering" text DEFAULT 'deadline' NOT NULL,
	"policy_id" uuid,
	"archived_at" timestamp (3) with time zone,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "queues_team_id_id_pk" PRIMARY KEY("team_id","id"),
	CONSTRAINT "queues_ordering" CHECK ("queues"."ordering" in ('deadline', 'score', 'oldest', 'newest')),
	CONSTRAINT "queues_default_stays" CHECK (not "queues"."is_default" or "queues"."archived_at" is null)
);
--> statement-breakpoint
CREATE TABLE "routing_rules" (
	"id" uuid DEFAULT gen_random_uuid() NOT NULL,
	"team_id" uuid NOT NULL,
	"position" integer NOT NULL,
	"queue_id" uuid NOT NULL,
	"conditions" jsonb NOT NULL,
	"enabled" boolean DEFAULT true NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "routing_rules_team_id_id_pk" PRIMARY KEY("team_id","id")
);
--> statement-breakpoint
CREATE TABLE "tallies" (
	"team_id" uuid NOT NULL,
	"queue_id" uuid NOT NULL,
	"state" text NOT NULL,
	"media_type" text NOT NULL,
	"zero_retention" boolean NOT NULL,
	"minute" integer NOT NULL,
	"n" integer NOT NULL,
	CONSTRAINT "tallies_team_id_queue_id_state_media_type_zero_retention_minute_pk" PRIMARY KEY("team_id","queue_id","state","media_type","zero_retention","minute")
);
--> statement-breakpoint
CREATE TABLE "tally_changes" (
	"id" bigint GENERATED ALWAYS AS IDENTITY (sequence name "tally_changes_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"team_id" uuid NOT NULL,
	"queue_id" uuid NOT NULL,
	"state" text NOT NULL,
	"media_type" text NOT NULL,
	"zero_retention" boolean NOT NULL,
	"minute" integer NOT NULL,
	"n" smallint NOT NULL,
	CONSTRAINT "tally_changes_team_id_id_pk" PRIMARY KEY("team_id","id")
);
--> statement-breakpoint
CREATE TABLE "webhook_attempts" (
	"id" uuid DEFAULT gen_random_uuid() NOT NULL,
	"team_id" uuid NOT NULL,
	"delivery_id" uuid NOT NULL,
	"number" integer NOT NULL,
	"status" integer,
	"failure" text,
	"milliseconds" integer,
	"started_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "webhook_attempts_team_id_id_pk" PRIMARY KEY("team_id","id")
);
--> statement-breakpoint
CREATE TABLE "webhook_deliveries" (
	"id" uuid DEFAULT gen_random_uuid() NOT NULL,
	"team_id" uuid NOT NULL,
	"webhook_id" uuid NOT NULL,
	"event" text NOT NULL,
	"case_id" uuid,
	"decision_id" uuid,
	"payload" jsonb NOT NULL,
	"status" text DEFAULT 'due' NOT NULL,
	"attempts" integer DEFAULT 0 NOT NULL,
	"leased_until" timestamp (3) with time zone,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"ended_at" timestamp (3) with time zone,
	CONSTRAINT "webhook_deliveries_team_id_id_pk" PRIMARY KEY("team_id","id"),
	CONSTRAINT "webhook_deliveries_status" CHECK ("webhook_deliveries"."status" in ('due', 'delivered', 'failed')),
	CONSTRAINT "webhook_deliveries_ended" CHECK (("webhook_deliveries"."status" <> 'due') = ("webhook_deliveries"."ended_at" is not null))
);
--> statement-breakpoint
CREATE TABLE "webhooks" (
	"id" uuid DEFAULT gen_random_uuid() NOT NULL,
	"team_id" uuid NOT NULL,
	"url" text NOT NULL,
	"secret" text NOT NULL,
	"events" text[] NOT NULL,
	"paused_at" timestamp (3) with time zone,
	"removed_at" timestamp (3) with time zone,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "webhooks_team_id_id_pk" PRIMARY KEY("team_id","id")
);
--> statement-breakpoint
ALTER TABLE "cases" ADD COLUMN "claimed_until" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "cases" ADD COLUMN "queue_id" uuid;--> statement-breakpoint
ALTER TABLE "cases" ADD COLUMN "queue_chosen" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "cases" ADD COLUMN "priority" double precision DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "cases" ADD COLUMN "queued_at" timestamp (3) with time zone DEFAULT now() NOT NULL;--> statement-breakpoint
ALTER TABLE "cases" ADD COLUMN "language" text;--> statement-breakpoint
ALTER TABLE "cases" ADD COLUMN "policy_id" uuid;--> statement-breakpoint
ALTER TABLE "cases" ADD COLUMN "assigned_to" uuid;--> statement-breakpoint
ALTER TABLE "cases" ADD COLUMN "escalated_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "cases" ADD COLUMN "preview_id" uuid;--> statement-breakpoint
ALTER TABLE "cases" ADD COLUMN "duration_seconds" double precision;--> statement-breakpoint
ALTER TABLE "cases" ADD COLUMN "doubts" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "decisions" ADD COLUMN "tracks" jsonb DEFAULT '{}'::jsonb NOT NULL;--> statement-breakpoint
ALTER TABLE "decisions" ADD COLUMN "policy_id" uuid;--> statement-breakpoint
ALTER TABLE "decisions" ADD COLUMN "policy_version" integer;--> statement-breakpoint
ALTER TABLE "decisions" ADD COLUMN "action" text;--> statement-breakpoint
ALTER TABLE "decisions" ADD COLUMN "confidence" text;--> statement-breakpoint
ALTER TABLE "decisions" ADD COLUMN "exhibits" text[] DEFAULT '{}' NOT NULL;--> statement-breakpoint
ALTER TABLE "decisions" ADD COLUMN "kind" text DEFAULT 'first' NOT NULL;--> statement-breakpoint
ALTER TABLE "decisions" ADD COLUMN "effective_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "desk_settings" ADD CONSTRAINT "desk_settings_team_id_teams_id_fk" FOREIGN KEY ("team_id") REFERENCES "public"."teams"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "exhibits" ADD CONSTRAINT "exhibits_created_by_members_id_fk" FOREIGN KEY ("created_by") REFERENCES "public"."members"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "exhibits" ADD CONSTRAINT "exhibits_team_id_case_id_cases_team_id_id_fk" FOREIGN KEY ("team_id","case_id") REFERENCES "public"."cases"("team_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "exposures" ADD CONSTRAINT "exposures_member_id_members_id_fk" FOREIGN KEY ("member_id") REFERENCES "public"."members"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "impressions" ADD CONSTRAINT "impressions_member_id_members_id_fk" FOREIGN KEY ("member_id") REFERENCES "public"."members"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "impressions" ADD CONSTRAINT "impressions_team_id_case_id_cases_team_id_id_fk" FOREIGN KEY ("team_id","case_id") REFERENCES "public"."cases"("team_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "member_preferences" ADD CONSTRAINT "member_preferences_member_id_members_id_fk" FOREIGN KEY ("member_id") REFERENCES "public"."members"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "notes" ADD CONSTRAINT "notes_written_by_members_id_fk" FOREIGN KEY ("written_by") REFERENCES "public"."members"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "notes" ADD CONSTRAINT "notes_team_id_case_id_cases_team_id_id_fk" FOREIGN KEY ("team_id","case_id") REFERENCES "public"."cases"("team_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "reviews" ADD CONSTRAINT "reviews_reviewer_members_id_fk" FOREIGN KEY ("reviewer") REFERENCES "public"."members"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "reviews" ADD CONSTRAINT "reviews_team_id_case_id_cases_team_id_id_fk" FOREIGN KEY ("team_id","case_id") REFERENCES "public"."cases"("team_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "reviews" ADD CONSTRAINT "reviews_team_id_decision_id_decisions_team_id_id_fk" FOREIGN KEY ("team_id","decision_id") REFERENCES "public"."decisions"("team_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "source_triage" ADD CONSTRAINT "source_triage_judged_by_members_id_fk" FOREIGN KEY ("judged_by") REFERENCES "public"."members"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "source_triage" ADD CONSTRAINT "source_triage_team_id_case_id_cases_team_id_id_fk" FOREIGN KEY ("team_id","case_id") REFERENCES "public"."cases"("team_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "policies" ADD CONSTRAINT "policies_team_id_teams_id_fk" FOREIGN KEY ("team_id") REFERENCES "public"."teams"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "policy_versions" ADD CONSTRAINT "policy_versions_created_by_members_id_fk" FOREIGN KEY ("created_by") REFERENCES "public"."members"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "policy_versions" ADD CONSTRAINT "policy_versions_team_id_policy_id_policies_team_id_id_fk" FOREIGN KEY ("team_id","policy_id") REFERENCES "public"."policies"("team_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "case_skips" ADD CONSTRAINT "case_skips_member_id_members_id_fk" FOREIGN KEY ("member_id") REFERENCES "public"."members"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "case_skips" ADD CONSTRAINT "case_skips_team_id_case_id_cases_team_id_id_fk" FOREIGN KEY ("team_id","case_id") REFERENCES "public"."cases"("team_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "queues" ADD CONSTRAINT "queues_team_id_teams_id_fk" FOREIGN KEY ("team_id") REFERENCES "public"."teams"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "routing_rules" ADD CONSTRAINT "routing_rules_team_id_queue_id_queues_team_id_id_fk" FOREIGN KEY ("team_id","queue_id") REFERENCES "public"."queues"("team_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "webhook_attempts" ADD CONSTRAINT "webhook_attempts_team_id_delivery_id_webhook_deliveries_team_id_id_fk" FOREIGN KEY ("team_id","delivery_id") REFERENCES "public"."webhook_deliveries"("team_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "webhook_deliveries" ADD CONSTRAINT "webhook_deliveries_team_id_webhook_id_webhooks_team_id_id_fk" FOREIGN KEY ("team_id","webhook_id") REFERENCES "public"."webhooks"("team_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "webhooks" ADD CONSTRAINT "webhooks_team_id_teams_id_fk" FOREIGN KEY ("team_id") REFERENCES "public"."teams"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "exhibits_label" ON "exhibits" USING btree ("team_id","case_id","label");--> statement-breakpoint
CREATE INDEX "notes_case" ON "notes" USING btree ("team_id","case_id","created_at");--> statement-breakpoint
CREATE INDEX "notes_mentions" ON "notes" USING gin ("mentions");--> statement-breakpoint
CREATE UNIQUE INDEX "reviews_open" ON "reviews" USING btree ("team_id","case_id") WHERE "reviews"."status" = 'open';--> statement-breakpoint
CREATE INDEX "reviews_case" ON "reviews" USING btree ("team_id","case_id");--> statement-breakpoint
CREATE UNIQUE INDEX "policies_name" ON "policies" USING btree ("team_id",lower("name")) WHERE "policies"."archived_at" is null;--> statement-breakpoint
CREATE INDEX "policy_versions_created" ON "policy_versions" USING btree ("team_id","created_at");--> statement-breakpoint
CREATE UNIQUE INDEX "queues_name" ON "queues" USING btree ("team_id",lower("name")) WHERE "queues"."archived_at" is null;--> statement-breakpoint
CREATE UNIQUE INDEX "queues_default" ON "queues" USING btree ("team_id") WHERE "queues"."is_default";--> statement-breakpoint
CREATE INDEX "routing_rules_position" ON "routing_rules" USING btree ("team_id","position");--> statement-breakpoint
CREATE UNIQUE INDEX "webhook_attempts_number" ON "webhook_attempts" USING btree ("team_id","delivery_id","number");--> statement-breakpoint
CREATE UNIQUE INDEX "webhook_deliveries_once" ON "webhook_deliveries" USING btree ("team_id","webhook_id","event","decision_id") WHERE "webhook_deliveries"."decision_id" is not null;--> statement-breakpoint
CREATE INDEX "webhook_deliveries_created" ON "webhook_deliveries" USING btree ("team_id","created_at" DESC NULLS LAST,"id" DESC NULLS LAST);--> statement-breakpoint
CREATE INDEX "webhooks_team" ON "webhooks" USING btree ("team_id") WHERE "webhooks"."removed_at" is null;--> statement-breakpoint
ALTER TABLE "cases" ADD CONSTRAINT "cases_assigned_to_members_id_fk" FOREIGN KEY ("assigned_to") REFERENCES "public"."members"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "decisions_by" ON "decisions" USING btree ("team_id","decided_by","created_at");--> statement-breakpoint
CREATE INDEX "cases_queue" ON "cases" USING btree ("team_id","queue_id","state","priority","number");--> statement-breakpoint
CREATE INDEX "cases_order" ON "cases" USING btree ("team_id","state","priority","number");--> statement-breakpoint
CREATE INDEX "cases_claims" ON "cases" USING btree ("team_id","claimed_until") WHERE "cases"."state" = 'claimed';--> statement-breakpoint
CREATE INDEX "cases_assigned" ON "cases" USING btree ("team_id","assigned_to") WHERE "cases"."assigned_to" is not null;