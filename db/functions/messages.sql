-- The hot writes, each one round trip: lock the conversation, then check, then write, the event last.

-- Sends. Under the lock the member is looked up anew, so a send that waited behind a removal is refused. The plain insert
-- fails on a key that is taken (23505) and takes everything back with it, the seq included.
-- Errors: those of may_write; TT404 for a message to reply to that is not in this conversation. A stranger is refused without
-- having held the lock: the server has asked nothing before.
create or replace function send_message(
  p_id uuid, p_conversation uuid, p_sender uuid, p_key text, p_content text, p_reply_to uuid, p_hash bytea, p_origin text
) returns jsonb language plpgsql as $$
declare
  at timestamptz(3);
  c conversations;
  m messages;
  quoted messages;
begin
  if role_of(p_conversation, p_sender) is null then
    perform refuse(may_take_part(p_conversation, p_sender));
  end if;
  select * into c from conversations where id = p_conversation for update;
  perform refuse(may_write(p_conversation, p_sender));
  if p_reply_to is not null then
    select r.* into quoted from messages r join members v on v.conversation_id = r.conversation_id and v.user_id = p_sender
    where r.id = p_reply_to and r.conversation_id = p_conversation and r.seq >= v.visible_from_seq;
    if not found then
      perform refuse('404');
    end if;
    -- An answer brings along what it quotes and whom that names, unless some of those who hear it may not see it.
    if exists (select from members where conversation_id = p_conversation and left_seq is null
        and visible_from_seq > quoted.seq) then
      quoted := null;
    end if;
  end if;

  at := clock_timestamp();
  c.seq := c.seq + 1;
  insert into messages (id, conversation_id, seq, sender_id, client_message_id, type, content, reply_to_id, created_at,
    sent_hash, report_version)
  values (p_id, p_conversation, c.seq, p_sender, p_key, 'text', p_content, p_reply_to, at, p_hash,
    (select version from reports where id = c.report_id))
  returning * into m;
  update conversations set seq = c.seq, last_message_id = p_id, last_message_at = at where id = p_conversation;
  update members set
    last_read_seq = case when user_id = p_sender then c.seq else last_read_seq end,
    last_delivered_seq = case when user_id = p_sender then c.seq else last_delivered_seq end,
    read_at = case when user_id = p_sender then at else read_at end,
    read_by_client = case when user_id = p_sender then p_origin else read_by_client end,
    -- Whoever answers was there: that much is no secret.
    told_read_seq = case when user_id <> p_sender then told_read_seq when withholds_reads then c.seq end,
    marked_unread_at = case when user_id = p_sender then null else marked_unread_at end,
    draft = case when user_id = p_sender then null else draft end,
    activity_at = case when c.member_count <= wide_above() then at end,
    activity_seq = case when c.member_count <= wide_above() then c.seq end,
    archived_at = case when muted_until > at then archived_at end
  where conversation_id = p_conversation and left_seq is null
    and (c.member_count <= wide_above() or user_id = p_sender);
  if c.member_count > wide_above() then
    update members set archived_at = null
    where conversation_id = p_conversation and left_seq is null and archived_at is not null
      and (muted_until is null or muted_until <= at);
  end if;
  perform append_event('message-created', 'members', p_conversation, c.seq, p_sender, p_id, message_json(m), p_origin,
    jsonb_build_object('users', users_json(named_in(m) || named_in(quoted)))
      || case when quoted.id is null then '{}' else jsonb_build_object('messages', jsonb_build_array(message_json(quoted))) end);
  return message_for(m, p_sender);
end
$$;

-- A UUIDv7: Postgres has its own only from 18 on.
create or replace function uuid_v7() returns uuid language sql volatile as $$
  select encode(set_bit(set_bit(overlay(uuid_send(gen_random_uuid()) placing
    substring(int8send((extract(epoch from clock_timestamp()) * 1000)::bigint) from 3) from 1 for 6), 52, 1), 53, 1),
    'hex')::uuid
$$;

-- Says in the log what somebody has done to a locked conversation, in a system message of its own. It shows as the last
-- message, but is unread to nobody, reads nothing for who did it, and leaves archives and marks alone. Its key is its own
-- id, so it is in nobody's way.
create or replace function tell(p_conversation uuid, p_actor uuid, p_what jsonb, p_origin text)
returns void language plpgsql as $$
declare
  new_id uuid := uuid_v7();
  at timestamptz(3) := clock_timestamp();
  c conversations;
  m messages;
begin
  update conversations set seq = seq + 1, last_message_id = new_id, last_message_at = at
  where id = p_conversation returning * into c;
  insert into messages (id, conversation_id, seq, sender_id, client_message_id, type, content, metadata, created_at,
    sent_hash, report_version)
  values (new_id, p_conversation, c.seq, p_actor, new_id::text, 'system', '', p_what, at, '',
    (select version from reports where id = c.report_id))
  returning * into m;
  if c.member_count <= wide_above() then
    update members set activity_at = at where conversation_id = p_conversation and left_seq is null;
  end if;
  perform append_event('message-created', 'members', p_conversation, m.seq, p_actor, new_id, message_json(m), p_origin,
    jsonb_build_object('users', users_json(named_in(m))));
end
$$;

-- Reads up to a seq. Never moves back; what changes nothing makes no event. Who has read this far and had marked it unread has
-- now read it again: the mark goes, and the pointer has nothing to tell.
-- Errors: those of may_take_part; TT422 above the conversation's seq.
create or replace function mark_read(p_conversation uuid, p_user uuid, p_seq bigint, p_origin text)
returns jsonb language plpgsql as $$
declare
  c conversations;
  m members;
  own jsonb;
  is_news boolean;
begin
  select * into c from conversations where id = p_conversation for update;
  perform refuse(may_take_part(p_conversation, p_user));
  select * into m from members where conversation_id = p_conversation and user_id = p_user;
  if p_seq > c.seq then
    perform refuse('422 seq is above the conversation’s own: read it again and retry');
  end if;
  if p_seq = m.last_read_seq and m.marked_unread_at is not null then
    return patch_membership(p_conversation, p_user, '{"marked_unread": false}', p_origin);
  end if;
  if p_seq <= m.last_read_seq then
    return membership_json(m, c.seq);
  end if;
  is_news := p_seq > m.last_delivered_seq;
  -- In the row itself, which a change of mind meanwhile has locked.
  update members set last_read_seq = p_seq, last_delivered_seq = greatest(last_delivered_seq, p_seq),
    told_read_seq = case when withholds_reads then coalesce(told_read_seq, last_read_seq) end,
    read_at = clock_timestamp(), read_by_client = p_origin, marked_unread_at = null
  where conversation_id = p_conversation and user_id = p_user returning * into m;
  own := membership_json(m, c.seq);
  -- To others it is news that something has come, though not that it was read.
  if m.withholds_reads and not is_news then
    c.member_count := wide_above() + 1;
  end if;
  perform tell_receipt(c, m, p_origin, jsonb_build_object(
    'unread_count', own -> 'unread_count', 'unread_as_of_seq', own -> 'unread_as_of_seq'));
  return own;
end
$$;

-- One of the member's devices has everything up to a seq. Never moves back; what changes nothing makes no event. Nothing is
-- read by it, so nothing is said of what is unread, by which a client tells the two apart.
-- Errors: those of may_take_part; TT422 above the conversation's seq.
create or replace function mark_delivered(p_conversation uuid, p_user uuid, p_seq bigint, p_origin text)
returns void language plpgsql as $$
declare
  c conversations;
  m members;
begin
  select * into c from conversations where id = p_conversation for update;
  perform refuse(may_take_part(p_conversation, p_user));
  if p_seq > c.seq then
    perform refuse('422 seq is above the conversation’s own: read it again and retry');
  end if;
  update members set last_delivered_seq = p_seq
  where conversation_id = p_conversation and user_id = p_user and last_delivered_seq < p_seq returning * into m;
  if found then
    perform tell_receipt(c, m, p_origin);
  end if;
end
$$;

-- Tells how far a member has come: all members, or in a wide conversation their own devices, which alone get `p_own` and what
-- the person keeps to themself.
create or replace function tell_receipt(c conversations, m members, p_origin text, p_own jsonb default null)
returns void language plpgsql as $$
declare
  marks jsonb := jsonb_build_object('last_read_seq', m.last_read_seq, 'last_delivered_seq', m.last_delivered_seq);
  told jsonb := marks || jsonb_build_object('last_read_seq', coalesce(m.told_read_seq, m.last_read_seq));
begin
  perform append_event('receipt-updated', case when c.member_count > wide_above() then 'own' else 'members' end,
    c.id, null, m.user_id, m.user_id, told, p_origin, null,
    case when p_own is not null or told <> marks then jsonb_build_object('partial', marks || coalesce(p_own, '{}')) end);
end
$$;
