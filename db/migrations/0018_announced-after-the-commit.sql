-- A NOTIFY within a transaction takes one lock for the whole database until its commit is on the disk: commits go one by one. What open pages
-- are told is sent by the server after the commit instead (src/platform/server/announcer.ts).
drop trigger notice_tells on notice;
drop function notice_tell();
