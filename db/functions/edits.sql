-- What becomes of a message after it was sent: it is edited, or deleted and then said nowhere any more.

-- Errors: those of may_edit; TT409 for a message that is deleted or tells what happened. The same content takes no seq.
create or replace function edit_message_as(p_actor uuid, p_message uuid, p_content text, p_origin text)
returns jsonb language plpgsql as $$
declare
  m messages;
begin
  perform lock_conversation((select conversation_id from messages where id = p_message));
  perform refuse(may_edit(p_message, p_actor));
  select * into m from messages where id = p_message;
  if m.type = 'system' then
    perform refuse('409 This message tells what happened here: it has no words of anybody’s to edit.');
  elsif m.deleted_at is not null then
    perform refuse('409 This message is deleted: it cannot be edited any more.');
  elsif m.content <> p_content then
    update messages set content = p_content, edited_at = clock_timestamp() where id = p_message returning * into m;
    perform append_event('message-updated', 'members', m.conversation_id, next_seq(m.conversation_id), m.sender_id, m.id,
      jsonb_build_object('content', m.content, 'edited_at', iso(m.edited_at)), p_origin, p_message_seq => m.seq);
  end if;
  return message_for(m, p_actor);
end
$$;

-- Errors: those of may_delete. The row stays, empty; what is deleted already makes no event.
create or replace function delete_message_as(p_actor uuid, p_message uuid, p_origin text)
returns void language plpgsql as $$
begin
  perform lock_conversation((select conversation_id from messages where id = p_message));
  perform refuse(may_delete(p_message, p_actor));
  perform erase_message(p_message, p_origin);
end
$$;

-- Of a locked conversation, whoever it is that deletes.
create or replace function erase_message(p_message uuid, p_origin text) returns void language plpgsql as $$
declare
  m messages;
begin
  update messages set content = '', metadata = '{}', reactions = '[]', deleted_at = clock_timestamp()
  where id = p_message and deleted_at is null returning * into m;
  if found then
    delete from reactions where message_id = m.id;
    perform unsay(m);
    perform append_event('message-deleted', 'members', m.conversation_id, next_seq(m.conversation_id), m.sender_id, m.id,
      jsonb_build_object('sender_id', m.sender_id, 'type', m.type, 'deleted_at', iso(m.deleted_at), 'message_seq', m.seq),
      p_origin, p_message_seq => m.seq);
  end if;
end
$$;

-- Empties a message in all that the log has told of it: its own events, those that brought it along, and answers to it.
-- Meanwhile nothing moves from the outbox to its position, where it would be missed, and nothing is pruned, which would
-- lock the same rows in another order. Everybody's events wait for it, so only rows that hold its words are written.
create or replace function unsay(m messages) returns void language plpgsql as $$
declare
  answers bigint[] := array(select seq from messages where reply_to_id = m.id);
  next_said bigint := (select min(seq) from messages where conversation_id = m.conversation_id and seq > m.seq);
begin
  perform pg_advisory_xact_lock(7468726, 1), pg_advisory_xact_lock(7468726, 2);
  update outbox set payload = unsaid(payload, m.id), own = unsaid(own, m.id)
  where conversation_id = m.conversation_id and seq >= m.seq
    and tells_of(event, seq, payload, m.seq, m.id, next_said, answers);
  update events set payload = unsaid(payload, m.id), own = unsaid(own, m.id)
  where conversation_id = m.conversation_id and seq >= m.seq
    and tells_of(event, seq, payload, m.seq, m.id, next_said, answers);
end
$$;

-- Whether an event of the message's conversation, since the message, holds its words. Who came was told of it while it was the
-- last one: until `p_next`, where there is one.
create or replace function tells_of(
  p_event text, p_seq bigint, p_payload jsonb, p_said bigint, p_message uuid, p_next bigint, p_answers bigint[]
) returns boolean language sql immutable as $$
  select case p_event
    when 'message-created' then p_seq = p_said or p_seq = any(p_answers)
    when 'message-updated' then p_payload ->> 'id' = p_message::text
    when 'reaction-updated' then p_payload ->> 'id' = p_message::text
    when 'member-added' then p_next is null or p_seq < p_next
    else false
  end
$$;

-- A payload, or what one person gets on top of it, without a message's words.
create or replace function unsaid(p_payload jsonb, p_message uuid) returns jsonb language sql immutable as $$
  select case when own ? 'related' and own -> 'related' ? 'messages'
    then jsonb_set(own, '{related,messages}', (
      select coalesce(jsonb_agg(case when one ->> 'id' = p_message::text then emptied(one) else one end order by n), '[]')
      from jsonb_array_elements(own #> '{related,messages}') with ordinality as each(one, n)))
    else own end
  from (select case when p_payload ->> 'id' = p_message::text
    then jsonb_set(p_payload, '{partial}', emptied(p_payload -> 'partial'))
      || case when p_payload -> 'partial' ? 'is_reacted' then '{"related": {"users": [], "reports": []}}' else '{}' end::jsonb
    else p_payload end as own) as payload
$$;

-- A message, or what is told of a change of it. Of a reaction it stays that there was one, as of an edit.
create or replace function emptied(p_message jsonb) returns jsonb language sql immutable as $$
  select p_message || case when p_message ? 'content' then '{"content": ""}' else '{}' end::jsonb
    || case when p_message ? 'metadata' then '{"metadata": {}}' else '{}' end::jsonb
    || case when p_message ? 'reactions' then '{"reactions": []}' else '{}' end::jsonb
    || case when p_message ? 'reacted' then '{"reacted": []}' else '{}' end::jsonb
    || case when p_message ? 'is_reacted' then '{"emoji": "", "is_reacted": false}' else '{}' end::jsonb
$$;
