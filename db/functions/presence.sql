-- Who is there. A person's row of `presences` is locked by whoever changes what it comes to, so that what is told of them is told
-- in the order in which it happened; NOTIFY passes it to all processes with the commit.

-- Without a sign of life for so long a process has gone.
create or replace function presence_patience() returns interval language sql immutable as $$ select interval '15 s' $$;

-- What a process's devices have become: `[{user_id, device, is_active, seen_at}]`, is_active null for one that has gone, seen_at
-- when there was last anybody at it.
create or replace function set_presence(p_process uuid, p_changes jsonb) returns void language plpgsql as $$
declare
  u uuid;
begin
  -- Everybody takes them in the same order.
  for u in select distinct (one ->> 'user_id')::uuid from jsonb_array_elements(p_changes) as one order by 1 loop
    perform lock_presence(u);
    delete from presence_devices d using jsonb_array_elements(p_changes) as one
    where d.process_id = p_process and d.user_id = u and one ->> 'user_id' = u::text and d.device = one ->> 'device';
    insert into presence_devices (process_id, user_id, device, is_active)
    select p_process, u, one ->> 'device', (one ->> 'is_active')::boolean from jsonb_array_elements(p_changes) as one
    where one ->> 'user_id' = u::text and one ->> 'is_active' is not null;
    perform settle_presence(u, (select max((one ->> 'seen_at')::timestamptz) from jsonb_array_elements(p_changes) as one
      where one ->> 'user_id' = u::text));
  end loop;
end
$$;

create or replace function lock_presence(p_user uuid) returns void language sql as $$
  insert into presences (user_id, status) values (p_user, 'offline')
  on conflict (user_id) do update set user_id = excluded.user_id
$$;

-- Brings a locked row up to what the devices say, and tells it where it differs.
create or replace function settle_presence(p_user uuid, p_seen timestamptz) returns void language plpgsql as $$
declare
  p presences;
begin
  update presences set status = now_so, last_seen_at = case when now_so = 'offline' then p_seen end
  from (select case when bool_or(is_active) then 'online' when count(*) > 0 then 'away' else 'offline' end as now_so
    from presence_devices where user_id = p_user) as devices
  where user_id = p_user and status <> now_so
  returning presences.* into p;
  if found then
    perform pg_notify('tertulia_presence', presence_json(p)::text);
  end if;
end
$$;

create or replace function presence_json(p presences) returns jsonb language sql stable as $$
  select jsonb_build_object('user_id', p.user_id, 'status', p.status, 'last_seen_at', iso(p.last_seen_at))
$$;

-- The process is there. False where it had been given up meanwhile, and what it had said of its devices with it.
create or replace function keep_process(p_process uuid) returns boolean language sql as $$
  insert into presence_processes (id, alive_at) values (p_process, clock_timestamp())
  on conflict (id) do update set alive_at = excluded.alive_at
  returning xmax <> 0
$$;

-- The process is about to end. Its devices have as long to come back elsewhere as one has to come back to it.
create or replace function leave_process(p_process uuid, p_grace interval) returns void language sql as $$
  update presence_processes set alive_at = clock_timestamp() - presence_patience() + p_grace where id = p_process
$$;

-- Of processes that have gone, the devices have gone too.
create or replace function sweep_presence() returns void language plpgsql as $$
declare
  gone uuid[];
  ends timestamptz[];
  u uuid;
  seen timestamptz;
begin
  with deleted as (
    delete from presence_processes where alive_at < clock_timestamp() - presence_patience() returning id, alive_at
  )
  select array_agg(id), array_agg(alive_at) into gone, ends from deleted;
  -- Everybody takes them in the same order.
  for u, seen in select user_id, max(ended_at) from unnest(gone, ends) as processes(id, ended_at)
    join presence_devices on process_id = processes.id group by user_id order by user_id loop
    perform lock_presence(u);
    delete from presence_devices where process_id = any(gone) and user_id = u;
    perform settle_presence(u, seen);
  end loop;
end
$$;

-- The conversations of these people that are not wide: an index walk, archived ones apart.
create or replace function narrow_conversations(p_users uuid[]) returns table (user_id uuid, conversation_id uuid)
language sql stable as $$
  select m.user_id, m.conversation_id from members m
  where m.user_id = any(p_users) and m.left_seq is null and m.archived_at is null and m.activity_at is not null
  union all
  select m.user_id, m.conversation_id from members m
  where m.user_id = any(p_users) and m.left_seq is null and m.archived_at is not null and m.activity_at is not null
$$;

-- Of somebody who shows no longer whether they are there, or shows it again.
create or replace function tell_presence(p_user uuid, p_shows boolean) returns void language plpgsql as $$
begin
  perform lock_presence(p_user);
  perform pg_notify('tertulia_presence', (case when p_shows then presence_json(p)
    else jsonb_build_object('user_id', p_user, 'status', 'offline', 'last_seen_at', null, 'is_withdrawn', true) end)::text)
  from presences p where user_id = p_user;
end
$$;

-- Who of `p_hearers` shares a conversation with somebody of `p_people` that is not wide, and wants to know who is there, unless one of
-- the two blocks the other.
create or replace function presence_neighbours(p_people uuid[], p_hearers uuid[]) returns table (user_id uuid, hearer uuid)
language sql stable as $$
  select distinct n.user_id, o.user_id as hearer from narrow_conversations(p_people) n
  join members o on o.conversation_id = n.conversation_id and o.left_seq is null and o.user_id <> n.user_id
    and (select presence from users where id = o.user_id)
  where o.user_id = any(p_hearers) and not is_blocked_between(n.user_id, o.user_id)
$$;

-- Who of them may know whether those are there: not of those who keep it to themselves.
create or replace function presence_hearers(p_people uuid[], p_hearers uuid[]) returns table (user_id uuid, hearer uuid)
language sql stable as $$
  select n.user_id, n.hearer from presence_neighbours(p_people, p_hearers) n join users u on u.id = n.user_id and u.presence
$$;

-- How those of these people are of whom the viewer may know it.
create or replace function presence_for(p_viewer uuid, p_people uuid[]) returns jsonb language sql stable as $$
  select coalesce(jsonb_agg(presence_json(p)), '[]') from (
    select (h.user_id, coalesce(known.status, 'offline'), known.last_seen_at)::presences as p
    from presence_hearers(p_people, array[p_viewer]) h left join presences known on known.user_id = h.user_id
  ) as found
$$;

-- Of the first inbox page of somebody who has just connected: the other one of each dm, and who is there in groups.
create or replace function presence_in_inbox(p_viewer uuid) returns jsonb language sql stable as $$
  with page as (
    select m.conversation_id from members m
    where m.user_id = p_viewer and m.left_seq is null and m.archived_at is null and m.activity_at is not null
    order by (m.pinned_at is not null) desc, m.activity_at desc, m.conversation_id desc limit 50
  ), people as (
    select o.user_id, bool_or(c.type = 'dm') as is_counterpart from page
    join conversations c on c.id = page.conversation_id
    join members o on o.conversation_id = c.id and o.left_seq is null and o.user_id <> p_viewer
    group by o.user_id
  )
  select coalesce(jsonb_agg(presence_json(p)), '[]') from people join presences p using (user_id)
  join users u on u.id = p.user_id and u.presence
  where (is_counterpart or p.status <> 'offline') and (select presence from users where id = p_viewer)
    and not is_blocked_between(p.user_id, p_viewer)
$$;
