-- The log. Whoever writes has locked what it writes to and appends here last; positions are given after the commit.

-- Puts one event into the outbox, in the transaction that made it true. `p_message_seq`: of the earlier message that it is about.
create or replace function append_event(
  p_event text, p_audience text, p_conversation uuid, p_seq bigint, p_subject uuid, p_id uuid,
  p_partial jsonb, p_origin text, p_related jsonb default null, p_own jsonb default null, p_message_seq bigint default null
) returns void language sql as $$
  insert into outbox (event, audience, conversation_id, seq, message_seq, subject_id, payload, own) values (
    p_event, p_audience, p_conversation, p_seq, p_message_seq, p_subject,
    jsonb_build_object('id', p_id, 'partial', p_partial, 'originClientId', p_origin)
      || case when p_conversation is null then '{}' else jsonb_build_object('conversation_id', p_conversation) end
      || case when p_seq is null then '{}' else jsonb_build_object('seq', p_seq) end
      || case when p_related is null then '{}' else jsonb_build_object('related', p_related) end,
    p_own)
$$;

-- Gives the next positions to what is committed: at most 1,000 outbox rows, in the order of their ids. Within a
-- conversation ids rise with seq, because they are drawn under its lock. Returns how many, or -1 when somebody else is
-- at it. The lock comes first and the reading in later statements, so each sees what the batch before committed.
-- A try fails as long as anybody holds the lock or waits for it, so one deletion after the other would keep everybody out:
-- with p_wait this one stands in line with them, for a second at most.
create or replace function sequence_batch(p_wait boolean default false) returns integer language plpgsql as $$
declare
  newest bigint;
  moved integer;
begin
  if p_wait then
    begin
      perform set_config('lock_timeout', '1s', true);
      perform pg_advisory_xact_lock(7468726, 1);
    exception when lock_not_available then
      return -1;
    end;
  elsif not pg_try_advisory_xact_lock(7468726, 1) then
    return -1;
  end if;
  select position into newest from events order by position desc limit 1;
  with taken as (
    delete from outbox where id in (select id from outbox order by id limit 1000) returning *
  )
  insert into events (position, nonce, event, audience, conversation_id, seq, message_seq, subject_id, payload, own)
  select newest + row_number() over (order by id), substr(gen_random_uuid()::text, 1, 8),
    event, audience, conversation_id, seq, message_seq, subject_id, payload, own
  from taken;
  get diagnostics moved = row_count;
  return moved;
end
$$;

-- Forgets a prefix of the log, never its newest event. Returns how many it took; call again while it takes p_most.
create or replace function prune_events(p_keep interval, p_most integer) returns integer language plpgsql as $$
declare
  pruned integer;
begin
  if not pg_try_advisory_xact_lock(7468726, 2) then
    return 0;
  end if;
  delete from events where position in (
    select position from events
    where position < least(
      (select coalesce(min(position), 9223372036854775807) from events where created_at >= clock_timestamp() - p_keep),
      (select max(position) from events))
    order by position limit p_most);
  get diagnostics pruned = row_count;
  return pruned;
end
$$;
