CREATE TABLE "case_keys" (
	"team_id" uuid NOT NULL,
	"case_id" uuid NOT NULL,
	"key" "bytea" NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "case_keys_team_id_case_id_pk" PRIMARY KEY("team_id","case_id")
);
--> statement-breakpoint
CREATE TABLE "case_secrets" (
	"team_id" uuid NOT NULL,
	"case_id" uuid NOT NULL,
	"name" text NOT NULL,
	"sealed" "bytea" NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "case_secrets_team_id_case_id_name_pk" PRIMARY KEY("team_id","case_id","name")
);
--> statement-breakpoint
CREATE TABLE "erasure_requests" (
	"id" uuid DEFAULT gen_random_uuid() NOT NULL,
	"team_id" uuid NOT NULL,
	"case_id" uuid NOT NULL,
	"requested_by" uuid NOT NULL,
	"reason" text NOT NULL,
	"status" text DEFAULT 'open' NOT NULL,
	"answered_by" uuid,
	"answered_at" timestamp (3) with time zone,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "erasure_requests_team_id_id_pk" PRIMARY KEY("team_id","id"),
	CONSTRAINT "erasure_requests_status" CHECK ("erasure_requests"."status" in ('open', 'confirmed', 'refused')),
	CONSTRAINT "erasure_requests_answered" CHECK (("erasure_requests"."status" = 'open') = ("erasure_requests"."answered_by" is null)),
	CONSTRAINT "erasure_requests_two" CHECK ("erasure_requests"."answered_by" <> "erasure_requests"."requested_by")
);
--> statement-breakpoint
CREATE TABLE "purge_steps" (
	"id" uuid DEFAULT gen_random_uuid() NOT NULL,
	"team_id" uuid NOT NULL,
	"case_id" uuid NOT NULL,
	"position" integer NOT NULL,
	"copy" text NOT NULL,
	"subject" text DEFAULT '' NOT NULL,
	"required" boolean DEFAULT true NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"attempts" integer DEFAULT 0 NOT NULL,
	"attempted_at" timestamp (3) with time zone,
	"method" text NOT NULL,
	"result" text DEFAULT 'waiting' NOT NULL,
	"failure" text,
	"proof" text,
	"proof_says" text,
	"proven_at" timestamp (3) with time zone,
	CONSTRAINT "purge_steps_team_id_id_pk" PRIMARY KEY("team_id","id"),
	CONSTRAINT "purge_steps_result" CHECK ("purge_steps"."result" in ('waiting', 'gone', 'absent', 'failed')),
	CONSTRAINT "purge_steps_proof" CHECK ("purge_steps"."proof" in ('probed', 'attested', 'not_covered')),
	CONSTRAINT "purge_steps_failure_said" CHECK (("purge_steps"."result" = 'failed') = ("purge_steps"."failure" is not null)),
	CONSTRAINT "purge_steps_proven" CHECK (("purge_steps"."proven_at" is null) = ("purge_steps"."proof" is null))
);
--> statement-breakpoint
CREATE TABLE "receipts" (
	"team_id" uuid NOT NULL,
	"case_id" uuid NOT NULL,
	"document" jsonb NOT NULL,
	"sha256" text NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "receipts_team_id_case_id_pk" PRIMARY KEY("team_id","case_id")
);
--> statement-breakpoint
CREATE TABLE "retention_policies" (
	"team_id" uuid NOT NULL,
	"portal_default" boolean DEFAULT false NOT NULL,
	"portal_rule" boolean DEFAULT false NOT NULL,
	"portal_window" integer DEFAULT 1440 NOT NULL,
	"api_window" integer DEFAULT 0 NOT NULL,
	"keep_seen_hash" boolean DEFAULT false NOT NULL,
	"updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "retention_policies_team_id_pk" PRIMARY KEY("team_id"),
	CONSTRAINT "retention_policies_windows" CHECK ("retention_policies"."portal_window" between 0 and 10080 and "retention_policies"."api_window" between 0 and 10080)
);
--> statement-breakpoint
CREATE TABLE "seen_hashes" (
	"team_id" uuid NOT NULL,
	"hash" text NOT NULL,
	"case_id" uuid NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "seen_hashes_team_id_hash_case_id_pk" PRIMARY KEY("team_id","hash","case_id")
);
--> statement-breakpoint
CREATE TABLE "upload_keys" (
	"team_id" uuid NOT NULL,
	"upload_id" uuid NOT NULL,
	"key" "bytea" NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "upload_keys_team_id_upload_id_pk" PRIMARY KEY("team_id","upload_id")
);
--> statement-breakpoint
CREATE TABLE "audit_openings" (
	"team_id" uuid NOT NULL,
	"event_uid" uuid NOT NULL,
	"field" text NOT NULL,
	"case_id" uuid,
	"salt" "bytea" NOT NULL,
	"value" jsonb NOT NULL,
	CONSTRAINT "audit_openings_team_id_event_uid_field_pk" PRIMARY KEY("team_id","event_uid","field")
);
--> statement-breakpoint
CREATE TABLE "saved_views" (
	"id" uuid DEFAULT gen_random_uuid() NOT NULL,
	"team_id" uuid NOT NULL,
	"member_id" uuid NOT NULL,
	"page" text NOT NULL,
	"name" text NOT NULL,
	"query" text NOT NULL,
	"shared" text DEFAULT 'me' NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "saved_views_team_id_id_pk" PRIMARY KEY("team_id","id"),
	CONSTRAINT "saved_views_page" CHECK ("saved_views"."page" in ('audit', 'queue', 'retention')),
	CONSTRAINT "saved_views_shared" CHECK ("saved_views"."shared" in ('me', 'team')),
	CONSTRAINT "saved_views_length" CHECK (length("saved_views"."name") between 1 and 80 and length("saved_views"."query") <= 2000)
);
--> statement-breakpoint
CREATE TABLE "sealed_events" (
	"team_id" uuid NOT NULL,
	"position" bigint NOT NULL,
	"event_id" bigint NOT NULL,
	"leaf" "bytea" NOT NULL,
	CONSTRAINT "sealed_events_team_id_position_pk" PRIMARY KEY("team_id","position"),
	CONSTRAINT "sealed_events_position" CHECK ("sealed_events"."position" >= 0)
);
--> statement-breakpoint
CREATE TABLE "trail_checkpoints" (
	"team_id" uuid NOT NULL,
	"size" bigint NOT NULL,
	"root" "bytea" NOT NULL,
	"note" text NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "trail_checkpoints_team_id_size_pk" PRIMARY KEY("team_id","size")
);
--> statement-breakpoint
CREATE TABLE "trail_heads" (
	"team_id" uuid NOT NULL,
	"size" bigint DEFAULT 0 NOT NULL,
	"peaks" "bytea" NOT NULL,
	"last_txid" bigint DEFAULT 0 NOT NULL,
	"last_event_id" bigint DEFAULT 0 NOT NULL,
	CONSTRAINT "trail_heads_team_id_pk" PRIMARY KEY("team_id")
);
--> statement-breakpoint
CREATE TABLE "trail_mirrors" (
	"team_id" uuid NOT NULL,
	"place" text NOT NULL,
	"size" bigint NOT NULL,
	"at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"failure" text,
	CONSTRAINT "trail_mirrors_team_id_place_pk" PRIMARY KEY("team_id","place"),
	CONSTRAINT "trail_mirrors_place" CHECK ("trail_mirrors"."place" in ('file', 'email', 'webhook'))
);
--> statement-breakpoint
CREATE TABLE "trail_tiles" (
	"team_id" uuid NOT NULL,
	"index" integer NOT NULL,
	"hash" "bytea" NOT NULL,
	CONSTRAINT "trail_tiles_team_id_index_pk" PRIMARY KEY("team_id","index")
);
--> statement-breakpoint
ALTER TABLE "audit_events" ADD COLUMN "uid" uuid DEFAULT gen_random_uuid() NOT NULL;--> statement-breakpoint
ALTER TABLE "audit_events" ADD COLUMN "leaf" "bytea";--> statement-breakpoint
ALTER TABLE "audit_events" ADD COLUMN "txid" bigint DEFAULT pg_current_xact_id()::text::bigint NOT NULL;--> statement-breakpoint
ALTER TABLE "cases" ADD COLUMN "purge_reason" text;--> statement-breakpoint
ALTER TABLE "cases" ADD COLUMN "purge_after" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "cases" ADD COLUMN "held_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "cases" ADD COLUMN "held_by" uuid;--> statement-breakpoint
ALTER TABLE "media" ADD COLUMN "file_key" text;--> statement-breakpoint
ALTER TABLE "case_secrets" ADD CONSTRAINT "case_secrets_team_id_case_id_cases_team_id_id_fk" FOREIGN KEY ("team_id","case_id") REFERENCES "public"."cases"("team_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "erasure_requests" ADD CONSTRAINT "erasure_requests_requested_by_members_id_fk" FOREIGN KEY ("requested_by") REFERENCES "public"."members"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "erasure_requests" ADD CONSTRAINT "erasure_requests_answered_by_members_id_fk" FOREIGN KEY ("answered_by") REFERENCES "public"."members"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "erasure_requests" ADD CONSTRAINT "erasure_requests_team_id_case_id_cases_team_id_id_fk" FOREIGN KEY ("team_id","case_id") REFERENCES "public"."cases"("team_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "purge_steps" ADD CONSTRAINT "purge_steps_team_id_case_id_cases_team_id_id_fk" FOREIGN KEY ("team_id","case_id") REFERENCES "public"."cases"("team_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "receipts" ADD CONSTRAINT "receipts_team_id_case_id_cases_team_id_id_fk" FOREIGN KEY ("team_id","case_id") REFERENCES "public"."cases"("team_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "retention_policies" ADD CONSTRAINT "retention_policies_team_id_teams_id_fk" FOREIGN KEY ("team_id") REFERENCES "public"."teams"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "seen_hashes" ADD CONSTRAINT "seen_hashes_team_id_case_id_cases_team_id_id_fk" FOREIGN KEY ("team_id","case_id") REFERENCES "public"."cases"("team_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "saved_views" ADD CONSTRAINT "saved_views_team_id_teams_id_fk" FOREIGN KEY ("team_id") REFERENCES "public"."teams"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "saved_views" ADD CONSTRAINT "saved_views_member_id_members_id_fk" FOREIGN KEY ("member_id") REFERENCES "public"."members"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "trail_heads" ADD CONSTRAINT "trail_heads_team_id_teams_id_fk" FOREIGN KEY ("team_id") REFERENCES "public"."teams"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "erasure_requests_open" ON "erasure_requests" USING btree ("team_id","case_id") WHERE "erasure_requests"."status" = 'open';--> statement-breakpoint
CREATE UNIQUE INDEX "purge_steps_copy" ON "purge_steps" USING btree ("team_id","case_id","copy","subject");--> statement-breakpoint
CREATE INDEX "receipts_created" ON "receipts" USING btree ("team_id","created_at" DESC NULLS LAST);--> statement-breakpoint
CREATE INDEX "audit_openings_case" ON "audit_openings" USING btree ("team_id","case_id");--> statement-breakpoint
CREATE UNIQUE INDEX "saved_views_name" ON "saved_views" USING btree ("team_id","member_id","page",lower("name"));--> statement-breakpoint
CREATE UNIQUE INDEX "sealed_events_event" ON "sealed_events" USING btree ("team_id","event_id");--> statement-breakpoint
CREATE INDEX "trail_checkpoints_created" ON "trail_checkpoints" USING btree ("team_id","created_at");--> statement-breakpoint
ALTER TABLE "cases" ADD CONSTRAINT "cases_held_by_members_id_fk" FOREIGN KEY ("held_by") REFERENCES "public"."members"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "audit_events_uid" ON "audit_events" USING btree ("team_id","uid");--> statement-breakpoint
CREATE INDEX "audit_events_txid" ON "audit_events" USING btree ("team_id","txid","id");--> statement-breakpoint
CREATE INDEX "cases_not_kept" ON "cases" USING btree ("team_id","number" DESC NULLS LAST) WHERE "cases"."retention" <> 'keep';--> statement-breakpoint
ALTER TABLE "cases" ADD CONSTRAINT "cases_held" CHECK (("cases"."held_at" is null) = ("cases"."held_by" is null));--> statement-breakpoint
ALTER TABLE "cases" ADD CONSTRAINT "cases_held_kept" CHECK ("cases"."held_at" is null or ("cases"."retention" = 'keep' and not "cases"."zero_retention"));