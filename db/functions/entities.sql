-- A row as the wire says it. REST answers and event payloads are both made here, so they cannot differ.

create or replace function iso(t timestamptz) returns text language sql stable parallel safe as $$
  select to_char(t at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')
$$;

create or replace function user_json(u users) returns jsonb language sql stable as $$
  select jsonb_build_object('id', u.id, 'external_id', u.external_id, 'name', u.name,
    'avatar_url', u.avatar_url, 'created_at', iso(u.created_at))
$$;

create or replace function report_json(r reports) returns jsonb language sql stable as $$
  select jsonb_build_object('id', r.id, 'external_id', r.external_id, 'kind', r.kind, 'title', r.title,
    'url', r.url, 'owner_id', r.owner_id, 'metadata', r.metadata, 'version', r.version,
    'created_at', iso(r.created_at), 'gone_at', iso(r.gone_at))
$$;

create or replace function message_json(m messages) returns jsonb language sql stable as $$
  select jsonb_build_object('id', m.id, 'conversation_id', m.conversation_id, 'seq', m.seq,
    'sender_id', m.sender_id, 'client_message_id', m.client_message_id, 'type', m.type,
    'content', m.content, 'metadata', m.metadata, 'reply_to_id', m.reply_to_id,
    'created_at', iso(m.created_at), 'edited_at', iso(m.edited_at), 'deleted_at', iso(m.deleted_at),
    'reactions', m.reactions)
    || case when m.report_version is null then '{}' else jsonb_build_object('report_version', m.report_version) end
$$;

-- The message with what belongs to one viewer. Most messages have no reactions, and cost no look-up.
create or replace function message_for(m messages, p_viewer uuid) returns jsonb language sql stable as $$
  select message_json(m) || jsonb_build_object('reacted', case when m.reactions = '[]' then '[]'
    else (select coalesce(jsonb_agg(emoji order by seq), '[]') from reactions
      where message_id = m.id and user_id = p_viewer) end)
$$;

-- The people whom a message names: who it is from, for a system message who it is about and who invited them, and the first
-- who reacted to it.
create or replace function named_in(m messages) returns uuid[] language sql stable as $$
  select m.sender_id
    || case when m.type = 'system' and m.metadata ->> 'user_id' is not null
      then array_remove(array[(m.metadata ->> 'user_id')::uuid, (m.metadata ->> 'invited_by')::uuid], null) else '{}' end
    || case when m.reactions = '[]' then '{}'
      else array(select jsonb_array_elements_text(one -> 'user_ids')::uuid from jsonb_array_elements(m.reactions) as one) end
$$;

-- As all may know them who show themselves what they have read.
create or replace function member_json(m members) returns jsonb language sql stable as $$
  select jsonb_build_object('conversation_id', m.conversation_id, 'user_id', m.user_id, 'role', m.role,
    'joined_at', iso(m.joined_at), 'last_read_seq', coalesce(m.told_read_seq, m.last_read_seq),
    'last_delivered_seq', m.last_delivered_seq)
$$;

-- As one viewer may know them: of what others have read nothing (0) to who keeps it to themself.
create or replace function member_for(m members, p_viewer uuid) returns jsonb language sql stable as $$
  select member_json(m) || case
    when m.user_id = p_viewer then jsonb_build_object('last_read_seq', m.last_read_seq)
    when (select receipts from users where id = p_viewer) then '{}'
    else '{"last_read_seq": 0}'
  end
$$;

-- What a person shows of themself, and sees of others.
create or replace function own_settings_json(u users) returns jsonb language sql stable as $$
  select jsonb_build_object('receipts', u.receipts, 'presence', u.presence, 'typing', u.typing)
$$;

-- What everyone who may see the conversation sees alike.
create or replace function conversation_json(c conversations) returns jsonb language sql stable as $$
  select jsonb_build_object('id', c.id, 'type', c.type, 'visibility', c.visibility,
    'report_id', c.report_id, 'name', c.name, 'icon', c.icon, 'history', c.history, 'created_by', c.created_by,
    'created_at', iso(c.created_at), 'seq', c.seq, 'last_message_id', c.last_message_id,
    'last_message_at', iso(c.last_message_at), 'member_count', c.member_count,
    'preview_member_ids', c.preview_member_ids)
$$;

-- What is told of an open conversation to everybody who is signed in, and whether the viewer is in it.
create or replace function listing_json(c conversations, p_viewer uuid) returns jsonb language sql stable as $$
  select jsonb_build_object('id', c.id, 'name', c.name, 'icon', c.icon, 'report_id', c.report_id,
    'member_count', c.member_count, 'preview_member_ids', c.preview_member_ids,
    'is_member', exists (select from members
      where conversation_id = c.id and user_id = p_viewer and left_seq is null))
$$;

-- As people type it: no accents, no capitals. As db/derived.ts has it for Latin letters.
create or replace function searchable(p_text text) returns text language sql immutable parallel safe as $$
  select lower(regexp_replace(normalize(p_text, nfd), '[\u0300-\u036f]', '', 'g'))
$$;

-- Messages above the read pointer that count as unread, exact up to 100 and never counted further. What can be nobody's
-- unread is not in the index that is walked (messages_unread), however much of it there is.
create or replace function unread_count(p_conversation uuid, p_user uuid, p_read bigint) returns integer
language sql stable as $$
  select count(*)::integer from (
    select from messages
    where conversation_id = p_conversation and seq > p_read
      and sender_id <> p_user and type <> 'system' and deleted_at is null
    limit 100
  ) as unread
$$;

-- Above it a member may have something unread: what they have read, and what was never theirs to read.
create or replace function seen_up_to(m members) returns bigint language sql immutable as $$
  select greatest(m.last_read_seq, m.visible_from_seq - 1)
$$;

-- What the viewer has set for themself alone.
create or replace function settings_json(m members) returns jsonb language sql stable as $$
  select jsonb_build_object('marked_unread_at', iso(m.marked_unread_at), 'archived_at', iso(m.archived_at),
    'muted_until', iso(m.muted_until), 'pinned_at', iso(m.pinned_at))
$$;

-- The viewer's own side, true as of the conversation's seq in the same snapshot.
create or replace function membership_json(m members, p_seq bigint) returns jsonb language sql stable as $$
  select jsonb_build_object('role', m.role, 'joined_at', iso(m.joined_at), 'visible_from_seq', m.visible_from_seq,
    'last_read_seq', m.last_read_seq, 'last_delivered_seq', m.last_delivered_seq,
    'unread_count', unread_count(m.conversation_id, m.user_id, seen_up_to(m)),
    'unread_as_of_seq', p_seq) || settings_json(m)
$$;

-- The conversation with what belongs to one viewer, and without a last message from before what they may see. Both people
-- of a dm are always among its three preview members.
create or replace function conversation_for(c conversations, p_viewer uuid) returns jsonb language sql stable as $$
  select conversation_json(c) || jsonb_build_object(
    'counterpart_id', case when c.type = 'dm' then
      (select p from unnest(c.preview_member_ids) as p where p <> p_viewer limit 1) end,
    'membership', case when m.user_id is not null then membership_json(m, c.seq) end)
    || case when m.visible_from_seq > 0 and m.visible_from_seq > (select seq from messages where id = c.last_message_id)
      then '{"last_message_id": null, "last_message_at": null}' else '{}' end::jsonb
  from (select) as asked
  left join members m on m.conversation_id = c.id and m.user_id = p_viewer and m.left_seq is null
$$;

-- The newest place in the log, in the snapshot of the statement that asks.
create or replace function log_cursor() returns text language sql stable as $$
  select (select epoch from logs) || '.' || position || '.' || nonce from events order by position desc limit 1
$$;

-- Entities by id, for what an answer names; unknown ids are passed over.
create or replace function users_json(p_ids uuid[]) returns jsonb language sql stable as $$
  select coalesce(jsonb_agg(user_json(u) order by u.id), '[]') from users u where u.id = any(p_ids)
$$;

create or replace function reports_json(p_ids uuid[]) returns jsonb language sql stable as $$
  select coalesce(jsonb_agg(report_json(r) order by r.id), '[]') from reports r where r.id = any(p_ids)
$$;
