-- Who may change what. A rule answers null, or a refusal in words: its status, a blank, and for 422 the field first. It is asked
-- before a body is read, and again under the conversation's lock by the write itself.

create or replace function refuse(p_refusal text) returns void language plpgsql as $$
begin
  if p_refusal is not null then
    raise exception using errcode = 'TT' || left(p_refusal, 3), message = substr(p_refusal, 5);
  end if;
end
$$;

-- A member's role now; null for everyone else.
create or replace function role_of(p_conversation uuid, p_user uuid) returns text language sql stable as $$
  select role from members where conversation_id = p_conversation and user_id = p_user and left_seq is null
$$;

-- Of a private conversation who is not in it does not even learn that it exists.
create or replace function may_take_part(p_conversation uuid, p_user uuid) returns text language sql stable as $$
  select case
    when role_of(p_conversation, p_user) is not null then null
    when (select visibility from conversations where id = p_conversation) = 'public' then '403 Join this conversation first.'
    else '404'
  end
$$;

create or replace function may_administer(p_conversation uuid, p_actor uuid) returns text language sql stable as $$
  select coalesce(may_take_part(p_conversation, p_actor), case
    when (select type from conversations where id = p_conversation) = 'dm'
      then '403 A direct conversation has no name, icon or visibility to change.'
    when role_of(p_conversation, p_actor) = 'member' then '403 Only an owner or an admin of this conversation may do this.'
  end)
$$;

-- Owners and admins add people to a group; into a public one everybody adds themself alone.
create or replace function may_add(p_conversation uuid, p_actor uuid, p_users uuid[]) returns text language sql stable as $$
  select case
    when c.type = 'dm' then coalesce(may_take_part(c.id, p_actor),
      '403 Nobody is added to a direct conversation, and nobody leaves it.')
    when c.visibility = 'public' and p_users = array[p_actor] then null
    when role_of(c.id, p_actor) = 'member' and p_users = array[p_actor] then null
    else coalesce(may_administer(c.id, p_actor), may_bring(p_actor, p_users, c.id), case
      when (select count(*) from users where id = any(p_users)) < cardinality(p_users)
        then '422 user_ids names somebody who does not exist' end)
  end
  from (select p_conversation as id) as asked left join conversations c on c.id = asked.id
$$;

-- Who may add people to a group may make links by which they come.
create or replace function may_invite(p_conversation uuid, p_actor uuid) returns text language sql stable as $$
  select coalesce(may_take_part(p_conversation, p_actor), case
    when (select type from conversations where id = p_conversation) = 'dm'
      then '403 Nobody is invited to a direct conversation.'
  end, may_administer(p_conversation, p_actor))
$$;

-- Owners and admins remove others, but an admin no owner; anyone leaves, but the last owner not while others stay.
create or replace function may_remove(p_conversation uuid, p_actor uuid, p_user uuid) returns text language sql stable as $$
  select coalesce(may_take_part(p_conversation, p_actor), case
    when role_of(p_conversation, p_user) is null then '404'
    when (select type from conversations where id = p_conversation) = 'dm'
      then '403 Nobody is removed from a direct conversation, and nobody leaves it.'
    when p_user <> p_actor and role_of(p_conversation, p_actor) = 'member'
      then '403 Only an owner or an admin of this conversation may remove people.'
    when p_user <> p_actor and role_of(p_conversation, p_user) = 'owner' and role_of(p_conversation, p_actor) <> 'owner'
      then '403 An admin cannot remove an owner.'
    when role_of(p_conversation, p_user) = 'owner' and (
      select count(*) > 0 and count(*) filter (where role = 'owner') = 0 from members
      where conversation_id = p_conversation and left_seq is null and user_id <> p_user)
      then '409 The last owner cannot leave while others stay: make somebody else an owner first.'
  end)
$$;

-- Members, of what was said since they may see it.
create or replace function may_see_message(p_message uuid, p_viewer uuid) returns text language sql stable as $$
  select case when m.id is null then '404' else coalesce(may_take_part(m.conversation_id, p_viewer), case
    when m.seq < (select visible_from_seq from members where conversation_id = m.conversation_id and user_id = p_viewer)
      then '404'
  end) end
  from (select p_message as asked) as given left join messages m on m.id = asked
$$;

create or replace function may_edit(p_message uuid, p_actor uuid) returns text language sql stable as $$
  select coalesce(may_see_message(p_message, p_actor), case
    when (select sender_id from messages where id = p_message) <> p_actor then '403 Only who wrote a message may edit it.'
  end, may_write((select conversation_id from messages where id = p_message), p_actor))
$$;

-- Who wrote it, and in a group its owners and admins. What happened stays told.
create or replace function may_delete(p_message uuid, p_actor uuid) returns text language sql stable as $$
  select coalesce(may_see_message(p_message, p_actor), (select case
    when m.sender_id <> p_actor and role_of(m.conversation_id, p_actor) = 'member'
      then '403 Only who wrote a message, or an owner or admin of the group, may delete it.'
    when m.type = 'system' then '409 This message tells what happened here: it cannot be deleted.'
  end from messages m where m.id = p_message))
$$;

-- Who may write reacts to what is there to be seen and was said by somebody.
create or replace function may_react(p_message uuid, p_actor uuid) returns text language sql stable as $$
  select coalesce(may_see_message(p_message, p_actor), (select case
    when m.deleted_at is not null then '404'
    when m.type = 'system' then '409 Nobody said this: there is nothing to react to.'
    else may_write(m.conversation_id, p_actor)
  end from messages m where m.id = p_message))
$$;

-- Owners set every role; an admin makes members admins, and of those above or beside them touches nobody but themself. A group
-- is never without an owner, or nobody could ever make one. With p_role null: whether the actor may set any role at all.
create or replace function may_set_role(p_conversation uuid, p_actor uuid, p_user uuid, p_role text default null)
returns text language sql stable as $$
  select coalesce(may_take_part(p_conversation, p_actor), case
    when theirs is null then '404'
    when (select type from conversations where id = p_conversation) = 'dm'
      then '403 Both people in a direct conversation are members, and nothing else.'
    when own = 'member' then '403 Only an owner or an admin of this conversation may set roles.'
    when own = 'admin' and theirs = 'owner' then '403 An admin cannot change the role of an owner.'
    when own = 'admin' and p_role = 'owner' then '403 Only an owner can make somebody an owner.'
    when own = 'admin' and theirs = 'admin' and p_role = 'member' and p_user <> p_actor
      then '403 An admin cannot take this role from another admin.'
    when theirs = 'owner' and p_role <> 'owner' and not exists (select from members
        where conversation_id = p_conversation and left_seq is null and role = 'owner' and user_id <> p_user)
      then '409 A group is never without an owner: make somebody else an owner first.'
  end)
  from (select role_of(p_conversation, p_actor) as own, role_of(p_conversation, p_user) as theirs) as roles
$$;
