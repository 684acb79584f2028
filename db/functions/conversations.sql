-- What keeps a conversation's own columns true. All of this runs under the conversation's lock.

-- Conversations of more members than this are wide: receipts are not streamed in them, and their place in an inbox is
-- read from the conversation instead of being written to every member's row.
create or replace function wide_above() returns integer language sql immutable as $$ select 50 $$;

-- Takes the next seq of a conversation that the caller has locked.
create or replace function next_seq(p_conversation uuid) returns bigint language sql as $$
  update conversations set seq = seq + 1 where id = p_conversation returning seq
$$;

-- Sets member_count and preview_member_ids after somebody went.
create or replace function recount_members(p_conversation uuid) returns conversations language plpgsql as $$
declare
  before integer;
  c conversations;
begin
  select member_count into before from conversations where id = p_conversation;
  update conversations set
    member_count = (select count(*) from members where conversation_id = p_conversation and left_seq is null),
    preview_member_ids = array(select user_id from members where conversation_id = p_conversation and left_seq is null
      order by joined_seq, join_order limit 3)
  where id = p_conversation returning * into c;
  perform settle_width(c, before);
  return c;
end
$$;

-- The same after somebody came, without looking at the others: they are the last of them, and up to 500 come at once.
create or replace function count_in(p_conversation uuid, p_user uuid) returns conversations language plpgsql as $$
declare
  c conversations;
begin
  update conversations set member_count = member_count + 1, preview_member_ids = (preview_member_ids || p_user)[1:3]
  where id = p_conversation returning * into c;
  perform settle_width(c, c.member_count - 1);
  return c;
end
$$;

-- Sets each member's inbox place when a conversation of so many before has become wide or ceased to be.
create or replace function settle_width(c conversations, p_before integer) returns void language plpgsql as $$
begin
  if c.member_count > wide_above() and p_before <= wide_above() then
    update members set activity_at = null, activity_seq = null
    where conversation_id = c.id and activity_at is not null;
  elsif c.member_count <= wide_above() and p_before > wide_above() then
    update members set activity_at = coalesce(c.last_message_at, c.created_at), activity_seq = last_message_seq(c)
    where conversation_id = c.id and left_seq is null;
  end if;
end
$$;

-- Of the newest message that may be unread to anybody; 0 where there is none.
create or replace function last_message_seq(c conversations) returns bigint language sql stable as $$
  select coalesce((select max(seq) from messages
    where conversation_id = c.id and type <> 'system' and deleted_at is null), 0)
$$;

-- Founds a conversation: its row, its members in the order given (the founder first), one event.
create or replace function create_conversation(
  p_id uuid, p_type text, p_visibility text, p_report uuid, p_name text, p_icon text, p_founder uuid,
  p_members uuid[], p_dm_key text, p_origin text
) returns conversations language plpgsql as $$
declare
  at timestamptz(3) := clock_timestamp();
  c conversations;
  gone timestamptz;
begin
  -- Held as it is until this is done, so that nothing begins about what has gone.
  select gone_at into gone from reports where id = p_report for share;
  if gone is not null then
    perform refuse('409 This has gone: nobody can begin a conversation about it any more.');
  end if;
  insert into conversations (id, type, visibility, report_id, name, icon, created_by, created_at, seq, member_count,
    preview_member_ids, dm_key)
  values (p_id, p_type, p_visibility, p_report, p_name, p_icon, p_founder, at, 1, cardinality(p_members),
    p_members[1:3], p_dm_key)
  returning * into c;
  perform from users where id = any(p_members) order by id for share;
  insert into members (conversation_id, user_id, withholds_reads, told_read_seq, role, joined_at, joined_seq, join_order,
    last_read_seq, last_delivered_seq, activity_at, activity_seq)
  select p_id, u, not receipts, case when not receipts then 1 end, case when p_type = 'group' and u = p_founder then 'owner' else 'member' end, at, 1, n, 1, 1,
    case when c.member_count <= wide_above() then at end, case when c.member_count <= wide_above() then 0 end
  from unnest(p_members) with ordinality as given(u, n) join users on id = u;
  perform append_event('conversation-created', 'members', p_id, 1, null, p_id,
    conversation_json(c) || jsonb_build_object('members',
      (select jsonb_agg(member_json(m) order by m.join_order) from members m where m.conversation_id = p_id)),
    p_origin,
    jsonb_build_object('users', users_json(p_members), 'reports', reports_json(array[p_report])));
  return c;
end
$$;

-- Adds one person to a locked conversation: nothing when they are there already. Who comes back starts anew, and who comes
-- where nobody is owns it. They see the whole history, or as the group has it nothing from before they came. Their own
-- devices also get what an inbox row needs. Errors: those of may_enter.
create or replace function add_member(p_conversation uuid, p_user uuid, p_origin text)
returns void language plpgsql as $$
declare
  at timestamptz(3) := clock_timestamp();
  c conversations;
  m members;
  withholds boolean;
begin
  perform from members where conversation_id = p_conversation and user_id = p_user and left_seq is null;
  if found then
    return;
  end if;
  perform refuse(may_enter(p_conversation, p_user));
  select * into c from conversations where id = p_conversation;
  -- Held as it is until this is done: a change that goes on at the same time is told after it, or is in what they are brought.
  perform from reports where id = c.report_id for share;
  -- Their mind is not changed meanwhile.
  select not receipts into withholds from users where id = p_user for share;
  insert into members (conversation_id, user_id, withholds_reads, told_read_seq, role, joined_at, joined_seq,
    visible_from_seq, last_read_seq, last_delivered_seq, activity_at, activity_seq)
  values (p_conversation, p_user, withholds, case when withholds then c.seq + 1 end,
    case when c.member_count = 0 then 'owner' else 'member' end, at, c.seq + 1,
    case when c.history = 'all' then 0 else c.seq + 1 end, c.seq + 1, c.seq + 1,
    case when c.member_count < wide_above() then coalesce(c.last_message_at, c.created_at) end,
    case when c.member_count < wide_above() then last_message_seq(c) end)
  on conflict (conversation_id, user_id) do update set withholds_reads = excluded.withholds_reads,
    told_read_seq = excluded.told_read_seq, role = excluded.role, joined_at = excluded.joined_at,
    joined_seq = excluded.joined_seq, join_order = 0, visible_from_seq = excluded.visible_from_seq, left_seq = null,
    removed_by = null,
    last_read_seq = excluded.last_read_seq, last_delivered_seq = excluded.last_delivered_seq,
    read_at = null, read_by_client = null, marked_unread_at = null, archived_at = null, muted_until = null, pinned_at = null,
    draft = null,    activity_at = excluded.activity_at, activity_seq = excluded.activity_seq
  returning * into m;
  perform next_seq(p_conversation);
  c := count_in(p_conversation, p_user);
  if m.visible_from_seq > 0 then
    c.last_message_id := null;
    c.last_message_at := null;
  end if;
  perform append_event('member-added', 'members', p_conversation, c.seq, p_user, p_user,
    member_json(m) || crowd_json(c), p_origin,
    jsonb_build_object('users', users_json(array[p_user])),
    jsonb_build_object('related', jsonb_build_object(
      'users', users_json(named_by(c) || p_user),
      'reports', reports_json(array[c.report_id]),
      'conversations', jsonb_build_array(conversation_for(c, p_user)),
      'messages', (select coalesce(jsonb_agg(message_for(l, p_user)), '[]') from messages l where l.id = c.last_message_id))));
end
$$;

-- Takes one person out of a locked conversation that they are in. The row stays, with the seq at which they left.
create or replace function remove_member(p_actor uuid, p_conversation uuid, p_user uuid, p_origin text)
returns void language plpgsql as $$
declare
  c conversations;
begin
  update members set left_seq = next_seq(p_conversation), removed_by = nullif(p_actor, p_user), activity_at = null,
    activity_seq = null, draft = null
  where conversation_id = p_conversation and user_id = p_user and left_seq is null;
  perform end_invitations_of(p_conversation, p_user);
  c := recount_members(p_conversation);
  perform append_event('member-removed', 'members', p_conversation, c.seq, p_user, p_user, crowd_json(c), p_origin);
end
$$;

create or replace function crowd_json(c conversations) returns jsonb language sql stable as $$
  select jsonb_build_object('member_count', c.member_count, 'preview_member_ids', c.preview_member_ids)
$$;

-- The people whom a conversation and its last message name.
create or replace function named_by(c conversations) returns uuid[] language sql stable as $$
  select named_to_all(c) || array(select owner_id from reports where id = c.report_id)
    || (select named_in(l) from messages l where id = c.last_message_id)
$$;

-- The people whom a public conversation names to who has not joined it: nobody for what they said, or for what has gone.
create or replace function named_to_all(c conversations) returns uuid[] language sql stable as $$
  select c.preview_member_ids || c.created_by
    || array(select owner_id from reports where id = c.report_id and gone_at is null)
$$;

-- The writes by somebody: lock the conversation, then ask the rule in a later statement and so in a fresh snapshot, then
-- write. One statement for the server, so a connection that breaks cannot leave half of it behind.

create or replace function lock_conversation(p_conversation uuid) returns void language sql as $$
  select from conversations where id = p_conversation for update
$$;

-- Errors: those of may_add and may_enter. Returns the people named, as they stand now.
create or replace function add_members_as(p_actor uuid, p_conversation uuid, p_users uuid[], p_origin text)
returns jsonb language plpgsql as $$
declare
  u uuid;
begin
  perform lock_conversation(p_conversation);
  perform refuse(may_add(p_conversation, p_actor, p_users));
  foreach u in array p_users loop
    continue when role_of(p_conversation, u) is not null;
    perform add_member(p_conversation, u, p_origin);
    perform tell(p_conversation, p_actor, case when u = p_actor
      then jsonb_build_object('event', 'member-joined', 'user_id', u)
      else jsonb_build_object('event', 'member-added', 'user_id', u, 'by', p_actor) end, p_origin);
  end loop;
  return jsonb_build_object('users', users_json(p_users), 'members', (
    select jsonb_agg(member_for(m, p_actor) order by joined_seq, join_order) from members m
    where conversation_id = p_conversation and user_id = any(p_users) and left_seq is null));
end
$$;

-- Errors: those of may_remove.
create or replace function remove_member_as(p_actor uuid, p_conversation uuid, p_user uuid, p_origin text)
returns void language plpgsql as $$
begin
  perform lock_conversation(p_conversation);
  perform refuse(may_remove(p_conversation, p_actor, p_user));
  -- Before they are gone: it is the last thing that they see.
  perform tell(p_conversation, p_actor, case when p_user = p_actor
    then jsonb_build_object('event', 'member-left', 'user_id', p_user)
    else jsonb_build_object('event', 'member-removed', 'user_id', p_user, 'by', p_actor) end, p_origin);
  perform remove_member(p_actor, p_conversation, p_user, p_origin);
end
$$;

-- Sets a role; the one that they have already takes no seq. Errors: those of may_set_role. Returns the member.
create or replace function set_role_as(p_actor uuid, p_conversation uuid, p_user uuid, p_role text, p_origin text)
returns jsonb language plpgsql as $$
begin
  perform lock_conversation(p_conversation);
  perform refuse(may_set_role(p_conversation, p_actor, p_user, p_role));
  perform set_role(p_conversation, p_actor, p_user, p_role, p_origin);
  return (select member_for(m, p_actor) from members m where conversation_id = p_conversation and user_id = p_user);
end
$$;

-- Of a locked conversation, whoever decides it.
create or replace function set_role(p_conversation uuid, p_actor uuid, p_user uuid, p_role text, p_origin text)
returns void language plpgsql as $$
begin
  update members set role = p_role where conversation_id = p_conversation and user_id = p_user and role <> p_role;
  if found then
    perform append_event('member-updated', 'members', p_conversation, next_seq(p_conversation), p_user, p_user,
      jsonb_build_object('role', p_role), p_origin);
    perform tell(p_conversation, p_actor,
      jsonb_build_object('event', 'role-changed', 'user_id', p_user, 'role', p_role, 'by', p_actor), p_origin);
    if p_role = 'member' then
      perform end_invitations_of(p_conversation, p_user);
    end if;
  end if;
end
$$;

-- Changes what of name, icon, visibility and history is given and differs; nothing different takes no seq. Errors: those of
-- may_administer. Returns the conversation as the actor sees it.
create or replace function patch_conversation_as(p_actor uuid, p_conversation uuid, p_changes jsonb, p_origin text)
returns jsonb language plpgsql as $$
declare
  c conversations;
  changed jsonb;
begin
  perform lock_conversation(p_conversation);
  perform refuse(may_administer(p_conversation, p_actor));
  select * into c from conversations where id = p_conversation;
  select jsonb_object_agg(key, value) into changed from jsonb_each(p_changes)
  where value is distinct from conversation_json(c) -> key;
  if changed is not null then
    c := jsonb_populate_record(c, changed);
    update conversations set name = c.name, icon = c.icon, visibility = c.visibility, history = c.history
    where id = p_conversation;
    perform append_event('conversation-updated', 'members', p_conversation, next_seq(p_conversation), null, p_conversation,
      changed, p_origin);
    perform tell(p_conversation, p_actor, jsonb_build_object('event', key || '-changed', key, value, 'by', p_actor),
      p_origin) from jsonb_each(changed);
    select * into c from conversations where id = p_conversation;
  end if;
  return conversation_for(c, p_actor);
end
$$;
