# Network ranges of environments.yaml: form, size, place, overlaps. Pure arithmetic.
# shellcheck shell=bash

range_keys='infra_ops_range platform_range edge_range landing_range second_platform_range second_edge_range'

# range_bounds 10.17.0.0/16 sets first, last and bits; fails if it is not a range.
range_bounds() {
  local a b c d
  [[ $1 =~ ^([0-9]{1,3})\.([0-9]{1,3})\.([0-9]{1,3})\.([0-9]{1,3})/([0-9]{1,2})$ ]] || return 1
  a=$((10#${BASH_REMATCH[1]})) b=$((10#${BASH_REMATCH[2]})) c=$((10#${BASH_REMATCH[3]})) d=$((10#${BASH_REMATCH[4]}))
  bits=$((10#${BASH_REMATCH[5]}))
  [ "$a" -le 255 ] && [ "$b" -le 255 ] && [ "$c" -le 255 ] && [ "$d" -le 255 ] && [ "$bits" -le 32 ] || return 1
  first=$(((a << 24) + (b << 16) + (c << 8) + d))
  last=$((first + (1 << (32 - bits)) - 1))
}

# The range starts at its own network address.
range_aligned() { [ $((first % (1 << (32 - bits)))) = 0 ]; }

range_check_sizes() {
  local key=$1 value=$2 smallest=22
  # Transit subnets are a 256th of it, and AWS makes none below /28.
  [ "$key" != infra_ops_range ] || smallest=20
  if [ "$bits" -lt 16 ] || [ "$bits" -gt "$smallest" ]; then
    problem "environments.yaml: $environment.$key is $value: a network must be /16 to /$smallest" \
      "choose another size, e.g. ${value%/*}/$smallest"
  fi
}

check_private_range() {
  local value=${config[private_range]:-} block inside=no from to
  range_bounds "$value" || {
    problem "environments.yaml: $environment.private_range is '$value', not a range" "write it as 10.0.0.0/8"
    return 1
  }
  from=$first to=$last
  range_aligned || problem "environments.yaml: $environment.private_range $value does not start at its network address" "write it as 10.0.0.0/8"
  for block in 10.0.0.0/8 172.16.0.0/12 192.168.0.0/16 100.64.0.0/10; do
    range_bounds "$block"
    if [ "$from" -ge "$first" ] && [ "$to" -le "$last" ]; then inside=yes; fi
  done
  [ $inside = yes ] || problem "environments.yaml: $environment.private_range $value is not private address space" \
    "take one of 10.0.0.0/8, 172.16.0.0/12, 192.168.0.0/16, 100.64.0.0/10, or a part of one"
  range_bounds "$(terraform_value service_range)" || return 0
  if [ "$from" -le "$last" ] && [ "$first" -le "$to" ]; then
    problem "environments.yaml: $environment.private_range $value holds the clusters' service range $(terraform_value service_range)" \
      "choose a private_range beside it: pods could not reach what has those addresses"
  fi
}

check_admin_range() {
  local value=${config[admin_range]:-}
  [ "$value" != none ] || return 0
  if ! range_bounds "$value"; then
    problem "environments.yaml: $environment.admin_range is '$value', neither a range nor none" "write e.g. 203.0.113.7/32, or none"
  elif [ "$bits" -lt 16 ]; then
    problem "environments.yaml: $environment.admin_range $value opens infra-ops' API to $((last - first + 1)) addresses" \
      "name the office's or the VPN's addresses, /16 at most"
  fi
}

# Every range of every environment: two that overlap can never be connected.
check_overlaps() {
  local other line key value name i j
  local -a names=() values=() firsts=() lasts=()
  for other in dev prod; do
    while IFS= read -r line; do
      key=${line%%=*} value=${line#*=}
      case " $range_keys " in *" $key "*) ;; *) continue ;; esac
      range_bounds "$value" || continue
      names+=("$other.$key") values+=("$value") firsts+=("$first") lasts+=("$last")
    done < <(environment_values "$other")
  done
  for ((i = 0; i < ${#names[@]}; i++)); do
    for ((j = i + 1; j < ${#names[@]}; j++)); do
      name="${names[i]%%.*} ${names[j]%%.*}"
      case " $name " in *" $environment "*) ;; *) continue ;; esac
      if [ "${firsts[i]}" -le "${lasts[j]}" ] && [ "${firsts[j]}" -le "${lasts[i]}" ]; then
        problem "environments.yaml: ${names[i]} ${values[i]} and ${names[j]} ${values[j]} overlap" "move one of them"
      fi
    done
  done
}

check_ranges() {
  local key value from to private=no
  if check_private_range; then
    private=yes
    range_bounds "${config[private_range]}" && from=$first to=$last
  fi
  for key in $range_keys; do
    value=${config[$key]:-}
    if ! range_bounds "$value"; then
      problem "environments.yaml: $environment.$key is '$value', not a range" "write it as 10.17.0.0/16"
      continue
    fi
    range_aligned || problem "environments.yaml: $environment.$key $value does not start at its network address" \
      "the last $((32 - bits)) bits must be 0"
    range_check_sizes "$key" "$value"
    if [ $private = yes ] && { [ "$first" -lt "$from" ] || [ "$last" -gt "$to" ]; }; then
      problem "environments.yaml: $environment.$key $value lies outside private_range ${config[private_range]}" \
        "move it inside, or the other networks have no route to it"
    fi
  done
  check_overlaps
  check_admin_range
}
