-- What people ask the moderators to look at, and what these do about it. A concern is locked before its conversation.

-- Of a concern's flags so many are shown, and of what was said around a flagged message so many before it and after it; and
-- of a flagged person so many.
create or replace function most_flags() returns integer language sql immutable as $$ select 20 $$;
create or replace function context_each_side() returns integer language sql immutable as $$ select 5 $$;

-- Whoever sees a message may flag it, but for their own, and for what nobody said.
create or replace function may_flag_message(p_message uuid, p_actor uuid) returns text language sql stable as $$
  select coalesce(may_see_message(p_message, p_actor), (select case
    when m.deleted_at is not null then '404'
    when m.type = 'system' then '409 Nobody said this: there is nothing to report.'
    when m.sender_id = p_actor then '422 message_id names a message of your own'
  end from messages m where m.id = p_message))
$$;

-- Anybody flags anybody else; as one of a conversation only who is in it, and whom they have met there.
create or replace function may_flag_person(p_user uuid, p_conversation uuid, p_actor uuid) returns text language sql stable as $$
  select case
    when not exists (select from users where id = p_user) then '404'
    when p_user = p_actor then '422 user_id is your own'
    when p_conversation is not null then coalesce(may_take_part(p_conversation, p_actor), case
      when not exists (select from members theirs join members mine using (conversation_id)
          where conversation_id = p_conversation and theirs.user_id = p_user and mine.user_id = p_actor
            and (theirs.left_seq is null or theirs.left_seq >= mine.visible_from_seq))
        then '422 conversation_id names a conversation in which you have not met them' end)
  end
$$;

-- Flags a message or a person, once for each who does: again gives the flag that stands. What was dealt with is opened by a
-- new flag; a person, who may go on, by the same reporter's too. Errors: those of may_flag_message and may_flag_person.
create or replace function flag_as(
  p_id uuid, p_reporter uuid, p_message uuid, p_user uuid, p_conversation uuid, p_reason text, p_note text,
  out created boolean, out flag jsonb
) language plpgsql as $$
declare
  at timestamptz(3);
  about text;
  m messages;
  k concerns;
  f flags;
begin
  if p_message is not null then
    perform refuse(may_flag_message(p_message, p_reporter));
    select * into m from messages where id = p_message;
    p_user := m.sender_id;
    p_conversation := m.conversation_id;
    about := 'message:' || p_message;
  else
    perform refuse(may_flag_person(p_user, p_conversation, p_reporter));
    about := 'person:' || p_user || ':' || coalesce(p_conversation::text, 'anywhere');
  end if;
  insert into concerns (id, thing, message_id, user_id, conversation_id, flagged_at)
  values (p_id, about, p_message, p_user, p_conversation, clock_timestamp()) on conflict do nothing;
  select * into k from concerns where thing = about for update;
  at := clock_timestamp();
  select * into f from flags where concern_id = k.id and reporter_id = p_reporter;
  created := not found or (k.closed_at is not null and p_message is null);
  if created then
    update concerns set flag_count = flag_count + case when f.concern_id is null then 1 else 0 end, flagged_at = at,
      closed_at = null
    where id = k.id;
    insert into flags (concern_id, reporter_id, reason, note, created_at) values (k.id, p_reporter, p_reason, p_note, at)
    on conflict (concern_id, reporter_id) do update set reason = p_reason, note = p_note, created_at = at
    returning * into f;
  end if;
  flag := flag_json(f) || jsonb_build_object('message_id', k.message_id, 'user_id', k.user_id,
    'conversation_id', k.conversation_id);
end
$$;

create or replace function flag_json(f flags) returns jsonb language sql stable as $$
  select jsonb_build_object('reporter_id', f.reporter_id, 'reason', f.reason, 'note', f.note,
    'created_at', iso(f.created_at))
$$;

create or replace function act_json(a moderation_acts) returns jsonb language sql stable as $$
  select jsonb_build_object('id', a.id, 'concern_id', a.concern_id, 'moderator_id', a.moderator_id, 'act', a.act,
    'why', a.why, 'created_at', iso(a.created_at), 'message_id', k.message_id, 'user_id', k.user_id,
    'conversation_id', k.conversation_id)
  from concerns k where k.id = a.concern_id
$$;

-- What was said around a flagged message, as it stands now; of what has been dealt with the message alone. Of a person what they
-- had said last in the conversation in which they were flagged; once that has been dealt with nothing.
create or replace function context_of(k concerns) returns setof messages language sql stable as $$
  select c.* from messages m, lateral (
    (select * from messages where conversation_id = m.conversation_id and seq < m.seq and k.closed_at is null
      order by seq desc limit context_each_side())
    union all
    (select * from messages where conversation_id = m.conversation_id and seq >= m.seq
      order by seq limit case when k.closed_at is null then 1 + context_each_side() else 1 end)
  ) as c
  where m.id = k.message_id
  union all
  (select * from messages
    where k.message_id is null and k.closed_at is null and conversation_id = k.conversation_id and sender_id = k.user_id
      and type <> 'system' and created_at <= k.flagged_at
    order by seq desc limit context_each_side())
$$;

-- All that a moderator sees of a concern. Of its conversation that is no more than what it is called.
create or replace function concern_json(k concerns) returns jsonb language sql stable as $$
  select jsonb_build_object('id', k.id, 'message_id', k.message_id, 'user_id', k.user_id,
    'conversation_id', k.conversation_id,
    'conversation', (select jsonb_build_object('type', type, 'name', name, 'icon', icon)
      from conversations where id = k.conversation_id),
    'flag_count', k.flag_count,
    'flags', (select jsonb_agg(flag_json(f) order by f.created_at desc, f.reporter_id) from (
      select * from flags where concern_id = k.id order by created_at desc, reporter_id limit most_flags()) as f),
    'flagged_at', iso(k.flagged_at), 'closed_at', iso(k.closed_at),
    'context', (select coalesce(jsonb_agg(message_json(m) order by m.seq), '[]') from context_of(k) as m),
    'is_member', k.conversation_id is not null and role_of(k.conversation_id, k.user_id) is not null,
    'is_barred', exists (select from bars where conversation_id = k.conversation_id and user_id = k.user_id),
    'acts', (select coalesce(jsonb_agg(act_json(a) order by a.created_at, a.id), '[]')
      from moderation_acts a where concern_id = k.id))
$$;

-- The people whom a concern names.
create or replace function named_by_concern(k concerns) returns uuid[] language sql stable as $$
  select k.user_id
    || array(select reporter_id from flags where concern_id = k.id order by created_at desc, reporter_id limit most_flags())
    || array(select unnest(named_in(m)) from context_of(k) as m)
    || array(select moderator_id from moderation_acts where concern_id = k.id)
$$;

-- A moderator does something about a concern and says why. What would change nothing is a conflict, so that of two who do the
-- same one is told that the other was quicker. Errors: TT404, which is said of one about oneself, too; TT409. Returns the concern.
create or replace function act_as(
  p_id uuid, p_moderator uuid, p_concern uuid, p_act text, p_why text, p_origin text
) returns jsonb language plpgsql as $$
declare
  k concerns;
  m messages;
begin
  select * into k from concerns where id = p_concern for update;
  perform refuse(may_act(p_moderator, p_concern));
  perform lock_conversation(k.conversation_id);
  if p_act = 'dismiss' then
    if k.closed_at is not null then
      perform refuse('409 This has been dealt with already.');
    end if;
  elsif p_act = 'delete' then
    select * into m from messages where id = k.message_id;
    if not found then
      perform refuse('409 This is about a person: there is no message to delete.');
    elsif m.deleted_at is not null then
      perform refuse('409 This message is deleted already.');
    end if;
    perform erase_message(m.id, p_origin);
  elsif p_act = 'bar' then
    if (select type from conversations where id = k.conversation_id) is distinct from 'group' then
      perform refuse('409 Nobody is barred but from a group: in a direct conversation either may block the other.');
    end if;
    insert into bars (conversation_id, user_id, created_at) values (k.conversation_id, k.user_id, clock_timestamp())
    on conflict do nothing;
    if not found then
      perform refuse('409 They are barred from this conversation already.');
    end if;
    if role_of(k.conversation_id, k.user_id) is not null then
      perform expel(k.conversation_id, k.user_id, p_origin);
    end if;
  else
    delete from bars where conversation_id = k.conversation_id and user_id = k.user_id;
    if not found then
      perform refuse('409 They are not barred from this conversation.');
    end if;
  end if;
  insert into moderation_acts (id, concern_id, moderator_id, act, why, created_at)
  values (p_id, k.id, p_moderator, p_act, p_why, clock_timestamp());
  update concerns set closed_at = case when p_act = 'lift' then closed_at else coalesce(closed_at, clock_timestamp()) end
  where id = k.id returning * into k;
  return jsonb_build_object('concern', concern_json(k), 'users', users_json(named_by_concern(k)));
end
$$;

-- Nobody decides about themself, nor learns that somebody has flagged them.
create or replace function may_act(p_moderator uuid, p_concern uuid) returns text language sql stable as $$
  select case when k.id is null or k.user_id = p_moderator then '404' end
  from (select p_concern as asked) as given left join concerns k on k.id = asked
$$;

-- Takes a member out of a locked group, whatever they are in it. The log tells it of them and not of who did it; a last owner
-- hands over to whoever has been an admin for longest, else a member.
create or replace function expel(p_conversation uuid, p_user uuid, p_origin text) returns void language plpgsql as $$
declare
  heir uuid;
begin
  if role_of(p_conversation, p_user) = 'owner' and not exists (select from members
      where conversation_id = p_conversation and left_seq is null and role = 'owner' and user_id <> p_user) then
    select user_id into heir from members where conversation_id = p_conversation and left_seq is null and user_id <> p_user
    order by role <> 'admin', joined_seq, join_order limit 1;
    if found then
      perform set_role(p_conversation, p_user, heir, 'owner', p_origin);
    end if;
  end if;
  perform tell(p_conversation, p_user, jsonb_build_object('event', 'member-barred', 'user_id', p_user), p_origin);
  perform remove_member(p_user, p_conversation, p_user, p_origin);
end
$$;

-- Of a person whom the moderators have taken out, by whatever way they would come back.
create or replace function may_enter(p_conversation uuid, p_user uuid) returns text language sql stable as $$
  select case when exists (select from bars where conversation_id = p_conversation and user_id = p_user)
    then '403 The moderators have barred this person from this conversation: only they can lift that.' end
$$;

create or replace function refuse_change() returns trigger language plpgsql as $$
begin
  raise exception '% only grows', tg_table_name;
end
$$;
create or replace trigger moderation_acts_only_grow before update or delete on moderation_acts
  for each row execute function refuse_change();
