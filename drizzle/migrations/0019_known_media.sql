CREATE TABLE "known_judgements" (
	"team_id" uuid NOT NULL,
	"case_id" uuid NOT NULL,
	"known_id" uuid NOT NULL,
	"judgement" text NOT NULL,
	"reason" text DEFAULT '' NOT NULL,
	"judged_by" uuid NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "known_judgements_team_id_case_id_known_id_pk" PRIMARY KEY("team_id","case_id","known_id"),
	CONSTRAINT "known_judgements_judgement" CHECK ("known_judgements"."judgement" in ('same', 'different'))
);
--> statement-breakpoint
CREATE TABLE "known_lists" (
	"id" uuid DEFAULT gen_random_uuid() NOT NULL,
	"team_id" uuid NOT NULL,
	"name" text NOT NULL,
	"source" text DEFAULT '' NOT NULL,
	"licence" text DEFAULT '' NOT NULL,
	"imported_by" uuid NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"removed_at" timestamp (3) with time zone,
	CONSTRAINT "known_lists_team_id_id_pk" PRIMARY KEY("team_id","id")
);
--> statement-breakpoint
CREATE TABLE "known_media" (
	"id" uuid DEFAULT gen_random_uuid() NOT NULL,
	"team_id" uuid NOT NULL,
	"list_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"hash" text NOT NULL,
	"pdq" bit(256),
	"what" text NOT NULL,
	"label" text DEFAULT '' NOT NULL,
	"description" text DEFAULT '' NOT NULL,
	"state" text DEFAULT 'active' NOT NULL,
	"reason" text DEFAULT '' NOT NULL,
	"expires_at" timestamp (3) with time zone,
	"changed_by" uuid,
	"changed_at" timestamp (3) with time zone,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "known_media_team_id_id_pk" PRIMARY KEY("team_id","id"),
	CONSTRAINT "known_media_kind" CHECK (("known_media"."kind" = 'pdq') = ("known_media"."pdq" is not null) and "known_media"."kind" in ('pdq', 'sha256')),
	CONSTRAINT "known_media_what" CHECK ("known_media"."what" in ('fake', 'authentic', 'noted')),
	CONSTRAINT "known_media_state" CHECK ("known_media"."state" in ('active', 'confirmed', 'refuted'))
);
--> statement-breakpoint
CREATE TABLE "known_settings" (
	"team_id" uuid NOT NULL,
	"match_cases" boolean DEFAULT true NOT NULL,
	CONSTRAINT "known_settings_team_id_pk" PRIMARY KEY("team_id")
);
--> statement-breakpoint
CREATE TABLE "media_fingerprints" (
	"id" uuid DEFAULT gen_random_uuid() NOT NULL,
	"team_id" uuid NOT NULL,
	"case_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"pdq" bit(256),
	"quality" smallint,
	"second" double precision,
	"sound" integer[],
	"seconds" double precision,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "media_fingerprints_team_id_id_pk" PRIMARY KEY("team_id","id"),
	CONSTRAINT "media_fingerprints_kind" CHECK (("media_fingerprints"."kind" = 'pdq' and "media_fingerprints"."pdq" is not null and "media_fingerprints"."quality" between 0 and 100 and "media_fingerprints"."sound" is null)
        or ("media_fingerprints"."kind" = 'chromaprint' and "media_fingerprints"."sound" is not null and "media_fingerprints"."seconds" is not null and "media_fingerprints"."pdq" is null))
);
--> statement-breakpoint
ALTER TABLE "known_judgements" ADD CONSTRAINT "known_judgements_judged_by_members_id_fk" FOREIGN KEY ("judged_by") REFERENCES "public"."members"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "known_judgements" ADD CONSTRAINT "known_judgements_team_id_case_id_cases_team_id_id_fk" FOREIGN KEY ("team_id","case_id") REFERENCES "public"."cases"("team_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "known_lists" ADD CONSTRAINT "known_lists_team_id_teams_id_fk" FOREIGN KEY ("team_id") REFERENCES "public"."teams"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "known_lists" ADD CONSTRAINT "known_lists_imported_by_members_id_fk" FOREIGN KEY ("imported_by") REFERENCES "public"."members"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "known_media" ADD CONSTRAINT "known_media_changed_by_members_id_fk" FOREIGN KEY ("changed_by") REFERENCES "public"."members"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "known_media" ADD CONSTRAINT "known_media_team_id_list_id_known_lists_team_id_id_fk" FOREIGN KEY ("team_id","list_id") REFERENCES "public"."known_lists"("team_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "known_settings" ADD CONSTRAINT "known_settings_team_id_teams_id_fk" FOREIGN KEY ("team_id") REFERENCES "public"."teams"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "media_fingerprints" ADD CONSTRAINT "media_fingerprints_team_id_case_id_cases_team_id_id_fk" FOREIGN KEY ("team_id","case_id") REFERENCES "public"."cases"("team_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "known_judgements_known" ON "known_judgements" USING btree ("team_id","known_id");--> statement-breakpoint
CREATE UNIQUE INDEX "known_lists_name" ON "known_lists" USING btree ("team_id",lower("name")) WHERE "known_lists"."removed_at" is null;--> statement-breakpoint
CREATE UNIQUE INDEX "known_media_once" ON "known_media" USING btree ("team_id","list_id","kind","hash");--> statement-breakpoint
CREATE INDEX "known_media_hash" ON "known_media" USING btree ("team_id","hash");--> statement-breakpoint
CREATE INDEX "media_fingerprints_case" ON "media_fingerprints" USING btree ("team_id","case_id");--> statement-breakpoint
DO $$
DECLARE t text;
BEGIN
  FOREACH t IN ARRAY array['media_fingerprints','known_lists','known_media','known_judgements','known_settings'] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', t);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', t);
    EXECUTE format('CREATE POLICY team ON %I USING (team_id = app_team()) WITH CHECK (team_id = app_team())', t);
    EXECUTE format('CREATE POLICY owner ON %I TO CURRENT_USER USING (true) WITH CHECK (true)', t);
  END LOOP;
END $$;
