class ApplicationController < ActionController::API
  private
    # A query parameter from 1 to max; whatever is not an integer counts as 1.
    def count_param(name, max:)
      value = params[name]
      value.is_a?(String) && value.match?(/\A-?\d+\z/) ? value.to_i.clamp(1, max) : 1
    end
end
