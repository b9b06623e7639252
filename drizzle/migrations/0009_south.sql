CREATE TABLE "detector_connections" (
	"team_id" uuid PRIMARY KEY NOT NULL,
	"url" text,
	"key_sealed" text,
	"use" text NOT NULL,
	"updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"last_success_at" timestamp (3) with time zone,
	"last_error_at" timestamp (3) with time zone,
	"last_error" text,
	"last_callback_at" timestamp (3) with time zone,
	"last_callback_lag" integer,
	CONSTRAINT "detector_connections_key" CHECK (("detector_connections"."url" is null) = ("detector_connections"."key_sealed" is null)),
	CONSTRAINT "detector_connections_use" CHECK ("detector_connections"."use" in ('builtin', 'remote', 'remote_then_builtin', 'builtin_then_remote'))
);
--> statement-breakpoint
CREATE TABLE "provider_rates" (
	"provider" text PRIMARY KEY NOT NULL,
	"left" double precision NOT NULL,
	"filled_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "provider_turns" (
	"provider" text NOT NULL,
	"team_id" uuid NOT NULL,
	"left" double precision NOT NULL,
	"filled_at" timestamp (3) with time zone NOT NULL,
	"asked_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "provider_turns_provider_team_id_pk" PRIMARY KEY("provider","team_id")
);
--> statement-breakpoint
CREATE TABLE "callback_inbox" (
	"id" uuid DEFAULT gen_random_uuid() NOT NULL,
	"team_id" uuid NOT NULL,
	"detection_id" uuid NOT NULL,
	"remote_uuid" text NOT NULL,
	"status" text NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"handled_at" timestamp (3) with time zone,
	CONSTRAINT "callback_inbox_team_id_id_pk" PRIMARY KEY("team_id","id")
);
--> statement-breakpoint
CREATE TABLE "remote_runs" (
	"team_id" uuid NOT NULL,
	"detection_id" uuid NOT NULL,
	"state" text DEFAULT 'queued' NOT NULL,
	"marker" text NOT NULL,
	"api_host" text,
	"remote_uuid" text,
	"token_hash" text,
	"token_expires_at" timestamp (3) with time zone,
	"sends" integer DEFAULT 0 NOT NULL,
	"polls" integer DEFAULT 0 NOT NULL,
	"first_sent_at" timestamp (3) with time zone,
	"sent_at" timestamp (3) with time zone,
	"asked_at" timestamp (3) with time zone,
	"trouble" text,
	"trouble_for_admin" text,
	"reply" jsonb,
	"updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "remote_runs_team_id_detection_id_pk" PRIMARY KEY("team_id","detection_id"),
	CONSTRAINT "remote_runs_state_known" CHECK ("remote_runs"."state" in ('queued', 'sending', 'sent', 'ended')),
	CONSTRAINT "remote_runs_sent" CHECK ("remote_runs"."state" <> 'sent' or "remote_runs"."remote_uuid" is not null)
);
--> statement-breakpoint
DROP INDEX "detections_created";--> statement-breakpoint
ALTER TABLE "detections" ADD COLUMN "second_opinion" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "detector_connections" ADD CONSTRAINT "detector_connections_team_id_teams_id_fk" FOREIGN KEY ("team_id") REFERENCES "public"."teams"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "callback_inbox" ADD CONSTRAINT "callback_inbox_team_id_detection_id_detections_team_id_id_fk" FOREIGN KEY ("team_id","detection_id") REFERENCES "public"."detections"("team_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "remote_runs" ADD CONSTRAINT "remote_runs_team_id_detection_id_detections_team_id_id_fk" FOREIGN KEY ("team_id","detection_id") REFERENCES "public"."detections"("team_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "callback_inbox_once" ON "callback_inbox" USING btree ("team_id","detection_id","remote_uuid","status");--> statement-breakpoint
CREATE INDEX "remote_runs_token" ON "remote_runs" USING btree ("token_hash");--> statement-breakpoint
CREATE INDEX "remote_runs_unended" ON "remote_runs" USING btree ("team_id","updated_at") WHERE "remote_runs"."state" <> 'ended';--> statement-breakpoint
CREATE INDEX "detections_created" ON "detections" USING btree ("team_id","created_at" DESC NULLS LAST,"id" DESC NULLS LAST) WHERE "detections"."deleted_at" is null and not "detections"."second_opinion";--> statement-breakpoint
ALTER TABLE "detections" ADD CONSTRAINT "detections_detector_known" CHECK ("detections"."detector" in ('builtin', 'remote'));