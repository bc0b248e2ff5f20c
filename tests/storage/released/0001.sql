BEGIN TRANSACTION;
CREATE TABLE alembic_version (
	version_num VARCHAR(32) NOT NULL, 
	CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num)
);
INSERT INTO "alembic_version" VALUES('0001');
CREATE TABLE channel_pace (
	team TEXT NOT NULL, 
	channel TEXT NOT NULL, 
	last_posted_at DATETIME NOT NULL, 
	CONSTRAINT pk_channel_pace PRIMARY KEY (team, channel)
);
INSERT INTO "channel_pace" VALUES('T1','C1','2026-06-08 12:00:00.000000');
CREATE TABLE delivery (
	seq INTEGER NOT NULL, 
	id TEXT NOT NULL, 
	"key" TEXT NOT NULL, 
	lane TEXT, 
	digest_id INTEGER, 
	turn_id INTEGER, 
	parent INTEGER, 
	team TEXT NOT NULL, 
	channel TEXT NOT NULL, 
	thread TEXT NOT NULL, 
	message TEXT NOT NULL, 
	state TEXT NOT NULL, 
	planned_at DATETIME NOT NULL, 
	due_at DATETIME NOT NULL, 
	attempts INTEGER NOT NULL, 
	fence TEXT, 
	posting_since DATETIME, 
	ended_at DATETIME, 
	sent_channel TEXT NOT NULL, 
	sent_ts TEXT NOT NULL, 
	code TEXT NOT NULL, 
	CONSTRAINT pk_delivery PRIMARY KEY (seq), 
	CONSTRAINT fk_delivery_digest_id_digest FOREIGN KEY(digest_id) REFERENCES digest (id), 
	CONSTRAINT fk_delivery_parent_delivery FOREIGN KEY(parent) REFERENCES delivery (seq), 
	CONSTRAINT fk_delivery_turn_id_turn FOREIGN KEY(turn_id) REFERENCES turn (id), 
	CONSTRAINT uq_delivery_id UNIQUE (id), 
	CONSTRAINT uq_delivery_key UNIQUE ("key")
);
INSERT INTO "delivery" VALUES(1,'915d9c89-0f14-46c6-ba18-33229aeb2073','digest:1:0','digest:1',1,NULL,NULL,'T1','C1','','{"text":"briefing","blocks":[]}','sent','2026-06-08 12:00:00.000000','2026-06-08 12:01:01.000000',1,NULL,'2026-06-08 12:00:00.000000','2026-06-08 12:00:00.000000','C1','100.1','');
CREATE TABLE digest (
	id INTEGER NOT NULL, 
	subscriber_id INTEGER NOT NULL, 
	local_date DATE NOT NULL, 
	edition INTEGER NOT NULL, 
	request TEXT, 
	state TEXT NOT NULL, 
	opened_at DATETIME NOT NULL, 
	due_at DATETIME NOT NULL, 
	attempts INTEGER NOT NULL, 
	fence TEXT, 
	reason TEXT NOT NULL, 
	made_at DATETIME, 
	body TEXT, 
	CONSTRAINT pk_digest PRIMARY KEY (id), 
	CONSTRAINT fk_digest_subscriber_id_subscriber FOREIGN KEY(subscriber_id) REFERENCES subscriber (id), 
	CONSTRAINT uq_digest_subscriber_id_local_date_edition UNIQUE (subscriber_id, local_date, edition), 
	CONSTRAINT uq_digest_subscriber_id_request UNIQUE (subscriber_id, request)
);
INSERT INTO "digest" VALUES(1,1,'2026-06-08',0,'r:2026-06-08 12:00:00+00:00','done','2026-06-08 12:00:00.000000','2026-06-08 12:01:00.000000',1,NULL,'','2026-06-08 12:00:00.000000','{"written":true}');
CREATE TABLE digest_paper (
	digest_id INTEGER NOT NULL, 
	paper_id INTEGER NOT NULL, 
	number INTEGER NOT NULL, 
	position INTEGER NOT NULL, 
	CONSTRAINT pk_digest_paper PRIMARY KEY (digest_id, paper_id), 
	CONSTRAINT fk_digest_paper_digest_id_digest FOREIGN KEY(digest_id) REFERENCES digest (id), 
	CONSTRAINT fk_digest_paper_paper_id_paper FOREIGN KEY(paper_id) REFERENCES paper (id)
);
INSERT INTO "digest_paper" VALUES(1,1,1,0);
INSERT INTO "digest_paper" VALUES(1,2,2,1);
CREATE TABLE discussion (
	id INTEGER NOT NULL, 
	team TEXT NOT NULL, 
	channel TEXT NOT NULL, 
	thread TEXT NOT NULL, 
	digest_id INTEGER, 
	paper_id INTEGER, 
	focus INTEGER, 
	opened_at DATETIME NOT NULL, 
	busy_until DATETIME, 
	CONSTRAINT pk_discussion PRIMARY KEY (id), 
	CONSTRAINT fk_discussion_digest_id_digest FOREIGN KEY(digest_id) REFERENCES digest (id), 
	CONSTRAINT fk_discussion_focus_paper FOREIGN KEY(focus) REFERENCES paper (id), 
	CONSTRAINT fk_discussion_paper_id_paper FOREIGN KEY(paper_id) REFERENCES paper (id), 
	CONSTRAINT uq_discussion_team_channel_thread UNIQUE (team, channel, thread)
);
INSERT INTO "discussion" VALUES(1,'T1','C1','100.1',1,NULL,NULL,'2026-06-08 12:00:00.000000',NULL);
CREATE TABLE envelope (
	"key" TEXT NOT NULL, 
	kind TEXT NOT NULL, 
	body TEXT, 
	received_at DATETIME NOT NULL, 
	done_at DATETIME, 
	CONSTRAINT pk_envelope PRIMARY KEY ("key")
);
CREATE TABLE mark (
	team TEXT NOT NULL, 
	user TEXT NOT NULL, 
	paper_id INTEGER NOT NULL, 
	kind TEXT NOT NULL, 
	marked_at DATETIME NOT NULL, 
	CONSTRAINT pk_mark PRIMARY KEY (team, user, paper_id, kind), 
	CONSTRAINT fk_mark_paper_id_paper FOREIGN KEY(paper_id) REFERENCES paper (id)
);
INSERT INTO "mark" VALUES('T1','U1',1,'saved','2026-06-08 12:00:00.000000');
CREATE TABLE paper (
	id INTEGER NOT NULL, 
	title TEXT NOT NULL, 
	abstract TEXT NOT NULL, 
	authors TEXT NOT NULL, 
	categories TEXT NOT NULL, 
	keys TEXT NOT NULL, 
	sources TEXT NOT NULL, 
	url TEXT NOT NULL, 
	announcement TEXT NOT NULL, 
	version INTEGER NOT NULL, 
	announced_on DATE, 
	published_on DATE, 
	journal TEXT NOT NULL, 
	licence TEXT NOT NULL, 
	first_seen_at DATETIME NOT NULL, 
	news_at DATETIME, 
	revised_at DATETIME, 
	joined_into INTEGER, 
	CONSTRAINT pk_paper PRIMARY KEY (id), 
	CONSTRAINT fk_paper_joined_into_paper FOREIGN KEY(joined_into) REFERENCES paper (id)
);
INSERT INTO "paper" VALUES(1,'Sparse attention helps small models of language','We show that it holds.','Ada Lovelace
Kurt Gödel','cs.CL
cs.AI','arxiv:2606.00001','arxiv:cs.CL','https://arxiv.org/abs/2606.00001','new',1,'2026-06-08',NULL,'','','2026-06-08 12:00:00.000000','2026-06-08 12:00:00.000000',NULL,NULL);
INSERT INTO "paper" VALUES(2,'A second paper on quite other things','We show that it holds.','Ada Lovelace
Kurt Gödel','cs.CL
cs.AI','arxiv:2606.00002','arxiv:cs.CL','https://arxiv.org/abs/2606.00002','new',1,'2026-06-08',NULL,'','','2026-06-08 12:00:00.000000','2026-06-08 12:00:00.000000',NULL,NULL);
CREATE TABLE paper_key (
	"key" TEXT NOT NULL, 
	paper_id INTEGER NOT NULL, 
	CONSTRAINT pk_paper_key PRIMARY KEY ("key"), 
	CONSTRAINT fk_paper_key_paper_id_paper FOREIGN KEY(paper_id) REFERENCES paper (id)
);
INSERT INTO "paper_key" VALUES('arxiv:2606.00001',1);
INSERT INTO "paper_key" VALUES('arxiv:2606.00002',2);
CREATE TABLE paper_source (
	paper_id INTEGER NOT NULL, 
	source TEXT NOT NULL, 
	announcement TEXT NOT NULL, 
	version INTEGER NOT NULL, 
	announced_on DATE, 
	seen_at DATETIME NOT NULL, 
	news_at DATETIME, 
	CONSTRAINT pk_paper_source PRIMARY KEY (paper_id, source), 
	CONSTRAINT fk_paper_source_paper_id_paper FOREIGN KEY(paper_id) REFERENCES paper (id)
);
INSERT INTO "paper_source" VALUES(1,'arxiv:cs.CL','new',1,'2026-06-08','2026-06-08 12:00:00.000000','2026-06-08 12:00:00.000000');
INSERT INTO "paper_source" VALUES(2,'arxiv:cs.CL','new',1,'2026-06-08','2026-06-08 12:00:00.000000','2026-06-08 12:00:00.000000');
CREATE TABLE "query" (
	id INTEGER NOT NULL, 
	subscriber_id INTEGER NOT NULL, 
	position INTEGER NOT NULL, 
	text TEXT NOT NULL, 
	CONSTRAINT pk_query PRIMARY KEY (id), 
	CONSTRAINT fk_query_subscriber_id_subscriber FOREIGN KEY(subscriber_id) REFERENCES subscriber (id), 
	CONSTRAINT uq_query_subscriber_id_text UNIQUE (subscriber_id, text)
);
INSERT INTO "query" VALUES(1,2,1,'sparse attention');
CREATE TABLE source (
	name TEXT NOT NULL, 
	label TEXT NOT NULL, 
	position INTEGER NOT NULL, 
	active BOOLEAN NOT NULL, 
	state TEXT NOT NULL, 
	state_since DATETIME, 
	note TEXT NOT NULL, 
	etag TEXT NOT NULL, 
	last_modified TEXT NOT NULL, 
	newest DATE, 
	failures INTEGER NOT NULL, 
	last_ok_at DATETIME, 
	next_poll_at DATETIME NOT NULL, 
	lease_owner TEXT NOT NULL, 
	leased_until DATETIME, 
	CONSTRAINT pk_source PRIMARY KEY (name)
);
INSERT INTO "source" VALUES('arxiv:cs.CL','arXiv cs.CL',0,1,'ok','2026-06-08 12:00:00.000000','','','','2026-06-08',0,'2026-06-08 12:00:00.000000','2026-06-08 13:00:00.000000','',NULL);
CREATE TABLE subscriber (
	id INTEGER NOT NULL, 
	team TEXT NOT NULL, 
	kind TEXT NOT NULL, 
	address TEXT NOT NULL, 
	owner TEXT NOT NULL, 
	zone TEXT NOT NULL, 
	zone_source TEXT NOT NULL, 
	at TIME NOT NULL, 
	days TEXT NOT NULL, 
	paused BOOLEAN NOT NULL, 
	paused_until DATE, 
	tells_quiet_days BOOLEAN NOT NULL, 
	next_due_at DATETIME, 
	created_at DATETIME NOT NULL, 
	CONSTRAINT pk_subscriber PRIMARY KEY (id), 
	CONSTRAINT uq_subscriber_team_kind_address UNIQUE (team, kind, address)
);
INSERT INTO "subscriber" VALUES(1,'T1','channel','C1','','UTC','default','09:00:00.000000','12345',0,NULL,1,NULL,'2026-06-08 12:00:00.000000');
INSERT INTO "subscriber" VALUES(2,'T1','person','U1','','UTC','default','09:00:00.000000','12345',0,NULL,1,NULL,'2026-06-08 12:00:00.000000');
CREATE TABLE turn (
	id INTEGER NOT NULL, 
	discussion_id INTEGER NOT NULL, 
	ts TEXT NOT NULL, 
	user TEXT NOT NULL, 
	question TEXT NOT NULL, 
	state TEXT NOT NULL, 
	asked_at DATETIME NOT NULL, 
	due_at DATETIME NOT NULL, 
	attempts INTEGER NOT NULL, 
	fence TEXT, 
	answered_at DATETIME, 
	answer TEXT NOT NULL, 
	paper_ids TEXT NOT NULL, 
	CONSTRAINT pk_turn PRIMARY KEY (id), 
	CONSTRAINT fk_turn_discussion_id_discussion FOREIGN KEY(discussion_id) REFERENCES discussion (id), 
	CONSTRAINT uq_turn_discussion_id_ts UNIQUE (discussion_id, ts)
);
CREATE INDEX ix_envelope_done_at ON envelope (done_at) WHERE done_at IS NOT NULL;
CREATE INDEX ix_envelope_received_at ON envelope (received_at) WHERE done_at IS NULL;
CREATE INDEX ix_paper_joined_into ON paper (joined_into) WHERE joined_into IS NOT NULL;
CREATE INDEX ix_paper_news_at ON paper (news_at) WHERE joined_into IS NULL;
CREATE INDEX ix_paper_revised_at ON paper (revised_at) WHERE joined_into IS NULL;
CREATE INDEX ix_subscriber_next_due_at ON subscriber (next_due_at) WHERE paused = 0;
CREATE INDEX ix_digest_due_at ON digest (due_at) WHERE state = 'open';
CREATE INDEX ix_mark_paper_id ON mark (paper_id);
CREATE INDEX ix_paper_key_paper_id ON paper_key (paper_id);
CREATE INDEX ix_paper_source_source_news_at ON paper_source (source, news_at);
CREATE INDEX ix_digest_paper_paper_id ON digest_paper (paper_id);
CREATE INDEX ix_discussion_focus ON discussion (focus);
CREATE INDEX ix_discussion_paper_id ON discussion (paper_id);
CREATE INDEX ix_turn_due_at ON turn (due_at) WHERE state = 'open';
CREATE INDEX ix_delivery_digest_id ON delivery (digest_id);
CREATE INDEX ix_delivery_due_at ON delivery (due_at) WHERE state IN ('planned', 'sending');
CREATE INDEX ix_delivery_lane ON delivery (lane) WHERE state IN ('planned', 'sending');
CREATE INDEX ix_delivery_parent ON delivery (parent);
CREATE INDEX ix_delivery_turn_id ON delivery (turn_id);
COMMIT;
