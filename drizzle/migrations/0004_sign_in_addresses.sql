CREATE TABLE "sign_in_addresses" (
	"subject_hash" text PRIMARY KEY NOT NULL,
	"last_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE INDEX "sign_in_addresses_last" ON "sign_in_addresses" USING btree ("last_at");